import { expect, test } from "vitest";
import { markDirty } from "../../app/db/dirty.ts";
import { withShop } from "../../app/db.server.ts";
import { loadFetched } from "../../app/ingest/webhooks/load-fetched.ts";
import { sql } from "../../app/lib/sql.ts";
import { refreshDirty } from "../../app/rollups/refresh-dirty.ts";
import { givenCustomer } from "../factories/customer.ts";
import { idOf } from "../factories/id.ts";
import { givenOrder } from "../factories/order.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { recomputedRetention, storedRetention } from "./recomputed-retention.ts";

async function refreshed(shop: GivenShop) {
  await refreshDirty(shop);
  const stored = await storedRetention(shop);
  expect(stored).toEqual(await recomputedRetention(shop));
  expect(await withShop(shop.id, (tx) => tx.query("select * from dirty"))).toEqual([]);
  return stored;
}

test("an older order that comes later moves its customer to another cohort, with all of their months and traits", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01", channel: "web" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-05-01" });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-01", channel: "web" });
  await refreshed(shop);
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01", channel: "pos", codes: ["First"] });
  const { sizes, cohortMonths } = await refreshed(shop);

  expect(sizes.filter(({ trait }) => trait === "all:")).toEqual([
    { trait: "all:", cohort: "2025-01-01", customers: "1" },
    { trait: "all:", cohort: "2025-03-01", customers: "1" },
  ]);
  expect(cohortMonths.filter(({ trait }) => trait === "code:first").map(({ month }) => month)).toEqual([
    "2025-01-01",
    "2025-03-01",
    "2025-05-01",
  ]);
});

test("a return makes the order's kind stale on its own day too, when the order becomes a later one", async () => {
  const shop = await givenShop();
  const sales = [{ action: "RETURN" as const, total: -300 }];
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01", later: [{ on: "2025-04-20", sales }] });
  const before = await refreshed(shop);
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01" });
  const after = await refreshed(shop);

  const ofReturn = { day: "2025-04-20", currency: "USD", guest_net: "0" };
  expect(before.kinds).toContainEqual({ ...ofReturn, first_net: "-300", later_net: "0" });
  expect(after.kinds).toContainEqual({ ...ofReturn, first_net: "0", later_net: "-300" });
});

test("other tags of a customer change the cohorts of the tags alone; a customer who is forgotten leaves all of them", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "ann", { tags: ["VIP", "vip", "early: bird"] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-04-01" });
  const { sizes } = await refreshed(shop);
  expect(sizes.map(({ trait }) => trait)).toEqual(expect.arrayContaining(["tag:vip", "tag:early: bird"]));

  await withShop(shop.id, async (tx) => {
    await tx.query(sql`update customer set tags = '{wholesale}' where id = ${idOf("ann")}`);
    await markDirty(tx, { day: [], customer: [], tags: [idOf("ann")] });
  });
  const { cohortMonths } = await refreshed(shop);
  expect(cohortMonths.filter(({ trait }) => String(trait).startsWith("tag:")).map(({ trait, month }) => [trait, month])).toEqual([
    ["tag:wholesale", "2025-03-01"],
    ["tag:wholesale", "2025-04-01"],
  ]);

  await withShop(shop.id, async (tx) => {
    await tx.query(sql`update orders set customer_id = null where customer_id = ${idOf("ann")}`);
    await markDirty(tx, { day: ["2025-03-01", "2025-04-01"], customer: [idOf("ann")] });
  });
  expect(await refreshed(shop)).toMatchObject({ origins: [], customerMonths: [], sizes: [], cohortMonths: [] });
});

test("a customer whom Shopify tells with other tags is narrowed by those; told with the same ones nothing is stale", async () => {
  const shop = await givenShop();
  const id = await givenCustomer(shop, "ann", { tags: ["early"] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await refreshed(shop);
  const told = (tags: string[], updatedAt: string) =>
    withShop(shop.id, async (tx) => {
      const wire = { id: `gid://shopify/Customer/${id}`, createdAt: "2024-01-01T00:00:00Z", updatedAt, tags, numberOfOrders: "1" };
      const spent = { amountSpent: { amount: "10.0", currencyCode: "USD" }, defaultAddress: null, statistics: null };
      await loadFetched(tx, shop, "customer", [{ ...wire, ...spent }]);
      return tx.query("select kind, key from dirty");
    });

  expect(await told(["VIP"], "2025-04-01T00:00:00Z")).toEqual([{ kind: "tags", key: id }]);
  const { sizes } = await refreshed(shop);
  expect(sizes.map(({ trait }) => trait).filter((trait) => String(trait).startsWith("tag:"))).toEqual(["tag:vip"]);
  expect(await told(["VIP"], "2025-04-02T00:00:00Z")).toEqual([]);
});

test("many customers at once leave their cohorts to a later batch, which comes to the same", async () => {
  const shop = await givenShop();
  await withShop(shop.id, async (tx) => {
    await tx.query(sql`
      insert into orders (shop_id, id, name, customer_id, created_at, processed_at, updated_at, test, edited, currency, presentment_currency,
                          taxes_included, fulfillment_status, discount_codes, tags, original_total, current_total, line_quantity,
                          current_line_quantity)
      select ${shop.id}, n, 'order', n % 700, '2025-01-01'::timestamptz + n * interval '2 hours', '2025-01-01', '2025-01-01', false, false, 'USD',
             'USD', false, 'FULFILLED', '{}', '{}', 100, 100, 1, 1
      from   generate_series(1, 1500) n`);
    await tx.query(sql`
      insert into sale (shop_id, order_id, id, agreement_id, reason, happened_at, day, action, line_type, product_id, quantity, total, tax,
                        discount, discount_with_taxes, currency, counted)
      select shop_id, id, id, id, 'ORDER', created_at, (created_at at time zone 'America/New_York')::date, 'ORDER', 'PRODUCT', id % 3, 1, 100, 0,
             0, 0, 'USD', true
      from   orders`);
    const days = await tx.query("select distinct day from sale");
    const customers = await tx.query("select distinct customer_id as id from orders");
    await markDirty(tx, { day: days.map(({ day }) => String(day)), customer: customers.map(({ id }) => String(id)) });
  });

  expect((await refreshed(shop)).cohortMonths.length).toBeGreaterThan(10);
}, 60_000);
