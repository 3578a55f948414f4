import { expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { orderChoices } from "./order-choices.ts";

test("channels by use, tags and products by alphabet", async () => {
  const shop = await givenShop();
  await givenProduct(shop, "shoes");
  await givenProduct(shop, "belt");
  await givenProduct(shop, "gone", { deleted: true });
  await givenOrder(shop, { placedOn: "2025-03-01", channel: "pos", tags: ["VIP", "gift"] });
  await givenOrder(shop, { placedOn: "2025-03-02", channel: "web", tags: ["vip"] });
  // the last hour of 2025-03-09, on which clocks in New York go forward
  await givenOrder(shop, { placedAt: "2025-03-10T03:59:00Z", channel: "web" });
  await givenOrder(shop, { placedAt: "2025-03-10T04:00:00Z", channel: "draft", tags: ["wholesale"] });
  const cameBack = [{ on: "2025-03-05", sales: [{ action: "RETURN" as const, quantity: -1, total: -1_000 }] }];
  await givenOrder(shop, { placedOn: "2025-02-01", channel: "a market", later: cameBack });
  await refreshDirty(shop);

  expect(await orderChoices(shop, { from: "2025-03-01", to: "2025-03-09" })).toEqual([
    {
      channels: ["web", "pos"], // on the market nothing was placed in these days
      tags: ["gift", "vip", "wholesale"],
      products: [
        { id: idOf("belt"), title: "belt" },
        { id: idOf("shoes"), title: "shoes" },
      ],
    },
  ]);
});

test("it never offers another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenProduct(other, "secret");
  await givenOrder(other, { placedOn: "2025-03-01", channel: "web", tags: ["secret"] });
  await refreshDirty(other);

  expect(await orderChoices(shop, { from: "2025-01-01", to: "2025-12-31" })).toEqual([{ channels: [], tags: [], products: [] }]);
});
