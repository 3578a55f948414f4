import { expect, test } from "vitest";
import { givenCustomer } from "../../../test/factories/customer.ts";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { cohortValues } from "./cohort-values.ts";

test("values come with their customers, most first, and are found by a part of their name", async () => {
  const shop = await givenShop();
  await givenProduct(shop, "Oak board");
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-03", codes: ["Spring"], sales: [{ product: "Oak board" }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-02-03", sales: [{ product: "Oak board" }, { product: "unknown" }] });
  await givenOrder(shop, { customer: "cyd", placedOn: "2025-02-03", codes: ["SPRING", "100%"] });
  await givenCustomer(shop, "cyd", { tags: ["VIP"] });
  await refreshDirty(shop);

  expect(await cohortValues(shop, { dimension: "code", limit: 10 })).toEqual([
    { value: "spring", name: "spring", customers: 2 },
    { value: "", name: "", customers: 1 },
    { value: "100%", name: "100%", customers: 1 },
  ]);
  expect(await cohortValues(shop, { dimension: "code", search: "%", limit: 10 })).toMatchObject([{ value: "100%" }]);
  expect(await cohortValues(shop, { dimension: "tag", search: "Vi", limit: 10 })).toMatchObject([{ value: "vip", customers: 1 }]);
  expect(await cohortValues(shop, { dimension: "product", search: "oak", limit: 10 })).toEqual([
    { value: idOf("Oak board"), name: "Oak board", customers: 2 },
  ]);
  expect(await cohortValues(shop, { dimension: "product", value: idOf("unknown"), limit: 10 })).toEqual([
    { value: idOf("unknown"), name: null, customers: 1 },
  ]);
});

test("a customer counts under one channel, though the clocks were put back between two orders", async () => {
  const shop = await givenShop({ timeZone: "Europe/Berlin" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-10-26T01:30:00Z", channel: "pos" }); // 2:30 for the second time
  await givenOrder(shop, { customer: "ann", placedAt: "2025-10-26T00:30:00Z", channel: "web" }); // 2:30 for the first time
  await refreshDirty(shop);

  expect(await cohortValues(shop, { dimension: "channel", limit: 10 })).toEqual([{ value: "web", name: "web", customers: 1 }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-01-01", channel: "pos" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01", channel: "web" });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await cohortValues(shop, { dimension: "channel", limit: 10 })).toMatchObject([{ value: "web", customers: 1 }]);
});
