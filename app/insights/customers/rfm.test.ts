import { expect, test } from "vitest";
import { givenCustomer } from "../../../test/factories/customer.ts";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { customerList } from "./customer-list.ts";
import { prospects } from "./prospects.ts";
import { rfmAgreement } from "./rfm-agreement.ts";
import { rfmCells } from "./rfm-cells.ts";
import { rfmCutPoints } from "./rfm-cut-points.ts";

/** Customers c1, c2, …, each with so many orders of so much, the last of them on a day of January. */
async function givenCustomers(shop: GivenShop, habits: readonly (readonly [day: number, orders: number, each: number])[]) {
  for (const [index, [day, orders, each]] of habits.entries()) {
    for (let n = 0; n < orders; n += 1) {
      const placedOn = n === 0 ? `2025-01-${String(day).padStart(2, "0")}` : `2024-12-${String(n).padStart(2, "0")}`;
      await givenOrder(shop, { customer: `c${index + 1}`, placedOn, sales: [{ total: each }] });
    }
  }
  await refreshDirty(shop);
}

const everyone = { today: "2025-02-01", group: null, sort: { column: "id", descending: false }, limit: 50, offset: 0 } as const;

test("five customers who differ in everything get the scores 1 to 5", async () => {
  const shop = await givenShop();
  await givenCustomers(shop, [
    [1, 1, 100],
    [2, 2, 100],
    [3, 3, 100],
    [4, 4, 100],
    [5, 5, 100],
  ]);

  expect(await rfmCutPoints(shop, {})).toEqual([
    {
      lastOrderOn: ["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04"],
      orders: [1, 2, 3, 4],
      netSales: ["100", "200", "300", "400"],
    },
  ]);
  expect(await rfmCells(shop, {})).toEqual([
    { recency: 5, worth: 5, customers: 1, netSales: "500" },
    { recency: 4, worth: 4, customers: 1, netSales: "400" },
    { recency: 3, worth: 3, customers: 1, netSales: "300" },
    { recency: 2, worth: 2, customers: 1, netSales: "200" },
    { recency: 1, worth: 1, customers: 1, netSales: "100" },
  ]);
  const groups = (await customerList(shop, everyone)).map(({ group }) => group);
  expect(groups).toEqual(["dormant", "almost_lost", "needs_attention", "loyal", "champions"]);
});

test("equal values share a score, however many there are: nobody is parted by a rank", async () => {
  const shop = await givenShop();
  // ten customers, nine of whom ordered once: the cut points of orders are all 1
  await givenCustomers(shop, [...Array.from({ length: 9 }, () => [10, 1, 500] as const), [20, 3, 500]]);

  expect(await rfmCutPoints(shop, {})).toMatchObject([{ orders: [1, 1, 1, 1], netSales: ["500", "500", "500", "500"] }]);
  expect(await rfmCells(shop, {})).toEqual([
    { recency: 5, worth: 5, customers: 1, netSales: "1500" },
    { recency: 1, worth: 1, customers: 9, netSales: "4500" },
  ]);
});

test("a half of FM is in the middle column: (1 + 4) ÷ 2 is active, (3 + 4) ÷ 2 is not yet a champion's", async () => {
  const shop = await givenShop();
  await givenCustomers(shop, [
    [9, 1, 4_000], // F 1, M 4
    [9, 3, 1_000], // F 3, M 3
    [9, 4, 100], // F 4, M 1
    [9, 5, 1_000], // F 5, M 5
    [9, 2, 500], // F 2, M 2
  ]);

  const rows = await rfmCells(shop, {});
  expect(rows).toEqual([
    { recency: 1, worth: 5, customers: 1, netSales: "5000" },
    { recency: 1, worth: 3, customers: 1, netSales: "3000" },
    { recency: 1, worth: 2, customers: 3, netSales: "5400" },
  ]);
  const inGroup = await customerList(shop, { ...everyone, group: "almost_lost" });
  expect(inGroup.map(({ customerId }) => customerId)).toEqual(["c1", "c2", "c3", "c5"].map(idOf).sort());
  expect(await customerList(shop, { ...everyone, group: "champions" })).toEqual([]);
});

test("negative and large sums are compared as they are", async () => {
  const shop = await givenShop();
  for (const [name, back] of [
    ["neg", -5_000],
    ["zero", -1_000],
  ] as const) {
    await givenOrder(shop, {
      customer: name,
      placedOn: "2025-01-01",
      later: [{ on: "2025-01-02", sales: [{ action: "RETURN", total: back }] }],
    });
  }
  await givenOrder(shop, { customer: "big", placedOn: "2025-01-01", sales: [{ total: 900_000_000_000 }] });
  await givenOrder(shop, { customer: "mid", placedOn: "2025-01-01", sales: [{ total: 123_456 }] });
  await givenOrder(shop, { customer: "mi2", placedOn: "2025-01-01", sales: [{ total: 123_457 }] });
  await refreshDirty(shop);

  expect(await rfmCutPoints(shop, {})).toMatchObject([{ netSales: ["-4000", "0", "123456", "123457"] }]);
});

test("cut points follow the facts: with the next order they are those of now", async () => {
  const shop = await givenShop();
  await givenCustomers(shop, [
    [1, 1, 100],
    [2, 1, 200],
  ]);
  expect(await rfmCutPoints(shop, {})).toMatchObject([{ netSales: ["100", "100", "200", "200"] }]);
  await givenOrder(shop, { customer: "c1", placedOn: "2025-01-09", sales: [{ total: 1_000 }] });
  await refreshDirty(shop);

  expect(await rfmCutPoints(shop, {})).toEqual([
    {
      lastOrderOn: ["2025-01-02", "2025-01-02", "2025-01-09", "2025-01-09"],
      orders: [1, 1, 2, 2],
      netSales: ["200", "200", "1100", "1100"],
    },
  ]);
});

test("they equal PostgreSQL's percentile_disc over three hundred customers with many ties", async () => {
  const shop = await givenShop();
  const { withShop } = await import("../../db.server.ts");
  const { refreshCustomerRecency } = await import("../../rollups/customer-recency.ts");
  const { refreshCustomerWorth, worthBands } = await import("../../rollups/customer-worth.ts");
  await withShop(shop.id, async (tx) => {
    await tx.query(`
      insert into customer_stats (shop_id, customer_id, orders, first_order_id, first_order_on, last_order_on, last_order_at, net, currency)
      select current_shop(), n, 1 + n % 7 * (n % 3), 1, '2025-01-01', date '2025-01-01' + n * 37 % 50, now(), (n * 7919 % 100) * (n % 13) * 997 - 5000, 'USD'
      from   generate_series(1, 300) n`);
    const days = await tx.query("select distinct last_order_on::text as day from customer_stats");
    await refreshCustomerRecency(
      tx,
      days.map(({ day }) => String(day)),
    );
    await refreshCustomerWorth(
      tx,
      worthBands.map((_, index) => index + 1),
    );
  });
  const [expected] = await withShop(shop.id, (tx) =>
    tx.query(`
      select percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by last_order_on)::text[] as "lastOrderOn",
             percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by orders)::int[] as orders,
             percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by net)::text[] as "netSales"
      from   customer_stats`),
  );

  expect(await rfmCutPoints(shop, {})).toEqual([expected]);
});

test("without customers there are no cut points, and no cells", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: null, placedOn: "2025-01-01" });
  await refreshDirty(shop);

  expect(await rfmCutPoints(shop, {})).toEqual([]);
  expect(await rfmCells(shop, {})).toEqual([]);
});

test("agreement counts whom Shopify puts where, of those who can be compared", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "c1", { rfmGroup: "DORMANT" });
  await givenCustomer(shop, "c2", { rfmGroup: "LOYAL" });
  await givenCustomer(shop, "c3"); // Shopify names no group
  await givenCustomer(shop, "c4", { rfmGroup: "PROSPECTS" }); // has not ordered
  await givenCustomers(shop, [
    [1, 1, 100],
    [2, 2, 200],
    [3, 3, 300],
  ]);

  expect(await rfmAgreement(shop, {})).toEqual([
    { recency: 2, worth: 2, theirs: "loyal", customers: 1 },
    { recency: 1, worth: 1, theirs: "dormant", customers: 1 },
  ]);
  expect(await prospects(shop, {})).toEqual([{ customers: 4, prospects: 1 }]);
});

test("the last day is the shop's, across a change of its clocks", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-09T04:30:00Z" }); // 23:30 on the 8th, in winter time
  await givenOrder(shop, { customer: "bob", placedAt: "2025-03-10T04:30:00Z" }); // 00:30 on the 10th, in summer time
  await refreshDirty(shop);

  expect(await rfmCutPoints(shop, {})).toMatchObject([{ lastOrderOn: ["2025-03-08", "2025-03-08", "2025-03-10", "2025-03-10"] }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenCustomer(other, "c1", { rfmGroup: "LOYAL" });
  await givenCustomers(other, [
    [5, 2, 900],
    [6, 3, 900],
  ]);
  await givenCustomers(shop, [[1, 1, 100]]);

  expect(await rfmCutPoints(shop, {})).toMatchObject([{ orders: [1, 1, 1, 1], netSales: ["100", "100", "100", "100"] }]);
  expect(await rfmCells(shop, {})).toEqual([{ recency: 1, worth: 1, customers: 1, netSales: "100" }]);
  expect(await rfmAgreement(shop, {})).toEqual([]);
  expect(await prospects(shop, {})).toEqual([{ customers: 0, prospects: 0 }]);
});
