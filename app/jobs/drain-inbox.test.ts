import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { followShops } from "../../test/factories/followed-shops.ts";
import { now, placed } from "../../test/factories/placed.ts";
import { synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const { at, install, happens, told, settled, count, figures, books, stop } = await followShops(
  ["alpha", "beta", "gamma"].map((handle) => tradingShop({ handle, orders: 40 })),
);
const { inboxOf } = await import("../../test/webhooks/inbox-rows.ts");
const { getShop } = await import("../db/shop.ts");
const { pool } = await import("../db.server.ts");

let alpha: Shop;

beforeAll(async () => {
  alpha = await install("alpha.myshopify.com");
  await synced(alpha);
});

afterAll(stop);

test("an order that is placed shows in the figures within 3 seconds of its webhook, equal to the shop's own books", async () => {
  const tookMs: number[] = [];
  for (const orderId of ["90001", "90011", "90012"]) {
    happens(alpha, placed(orderId, { customerId: "2001", lines: 3 }));
    const startedAt = performance.now();
    await told(alpha, "orders/create", { admin_graphql_api_id: `gid://shopify/Order/${orderId}`, updated_at: now() });
    await settled(alpha);
    tookMs.push(performance.now() - startedAt);
    expect(await figures(alpha)).toEqual(books(alpha));
  }

  expect(tookMs.toSorted((a, b) => a - b)[1]).toBeLessThan(3_000); // for one moment of the machine's the app cannot answer
});

test("an edit, a return and a cancellation are followed, whatever topic tells of them", async () => {
  happens(alpha, placed("90002", { lines: 2 }));
  happens(alpha, { type: "order_returned", at: now(), orderId: "90001", lines: [{ lineId: "900010", quantity: 1 }] });
  await told(alpha, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90002" });
  await told(alpha, "refunds/create", { id: 1, order_id: 90001 });
  await settled(alpha);
  expect(await figures(alpha)).toEqual(books(alpha));

  happens(alpha, { type: "order_edited", at: now(), orderId: "90002", reduced: [{ lineId: "900020", quantity: 1 }] });
  happens(alpha, { type: "order_cancelled", at: now(), orderId: "90001" });
  await told(alpha, "orders/edited", { order_edit: { id: 5, order_id: 90002 } });
  await told(alpha, "orders/cancelled", { admin_graphql_api_id: "gid://shopify/Order/90001" });
  await settled(alpha);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("however many webhooks name an order, it is fetched once", async () => {
  const order = placed("90003", { customerId: "2002" });
  happens(alpha, order);
  const before = asked(alpha);
  await Promise.all(
    Array.from({ length: 60 }, () =>
      told(alpha, "orders/updated", { admin_graphql_api_id: "gid://shopify/Order/90003", updated_at: order.at }),
    ),
  );
  await settled(alpha);

  expect(asked(alpha) - before).toBeLessThanOrEqual(2); // the nudge may fall among them
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("an order of more lines than a page holds is loaded whole", async () => {
  happens(alpha, placed("90004", { customerId: "2003", lines: 130 }));
  await told(alpha, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90004" });
  await settled(alpha);

  expect(await count(alpha, "order_line", "order_id = 90004")).toBe(130);
  expect(await count(alpha, "sale", "order_id = 90004 and line_type = 'PRODUCT'")).toBe(130);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a deleted order stays in its rows and leaves every number, and a late update does not bring it back", async () => {
  happens(alpha, { type: "order_deleted", at: now(), orderId: "90004" });
  await told(alpha, "orders/delete", { id: 90004 });
  await settled(alpha);
  await told(alpha, "orders/updated", { admin_graphql_api_id: "gid://shopify/Order/90004" });
  await settled(alpha);

  expect(await count(alpha, "orders", "id = 90004 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "sale", "order_id = 90004 and counted")).toBe(0);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a sync after all this finds no order to change", async () => {
  const { operations, status } = await synced(alpha);

  expect(status).toBe("done");
  for (const { resource, applied, refused, unbalanced } of operations.slice(0, 2)) {
    expect([resource, applied, refused, unbalanced]).toEqual([resource, 0, 0, 0]);
  }
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a merged customer's orders belong to the one who was kept", async () => {
  const before = await count(alpha, "orders", "customer_id in (2004, 2005)");
  happens(alpha, { type: "customer_merged", at: now(), customerId: "2004", intoCustomerId: "2005" });
  await told(alpha, "customers/merge", {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/2005",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2004",
    status: "completed",
  });
  await settled(alpha);

  expect(await count(alpha, "orders", "customer_id = 2005")).toBe(before);
  expect(await count(alpha, "orders", "customer_id = 2004")).toBe(0);
  expect(await count(alpha, "customer", "id = 2004 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "customer_stats", "customer_id = 2004")).toBe(0);
});

test("customers merged one into the other before any of it is told are the last one's, in whatever order it is told", async () => {
  const chains = [
    ["2001", "2002", "2003"],
    ["2008", "2009", "2010"],
  ] as const;
  for (const [index, [first, second, last]] of chains.entries()) {
    const before = await count(alpha, "orders", `customer_id in (${first}, ${second}, ${last})`);
    const merges = [
      [first, second],
      [second, last],
    ] as const;
    for (const [customerId, intoCustomerId] of merges) happens(alpha, { type: "customer_merged", at: now(), customerId, intoCustomerId });
    for (const [gone, kept] of index === 0 ? merges : merges.toReversed()) {
      await told(alpha, "customers/merge", {
        admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept}`,
        admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone}`,
        status: "completed",
      });
      await settled(alpha);
    }

    expect(await count(alpha, "orders", `customer_id = ${last}`)).toBe(before);
    expect(await count(alpha, "orders", `customer_id in (${first}, ${second})`)).toBe(0);
    expect(await count(alpha, "customer", `id in (${first}, ${second}) and deleted_at is not null`)).toBe(2);
  }
});

test("a merge that failed moves nothing", async () => {
  const before = await count(alpha, "orders", "customer_id = 2006");
  await told(alpha, "customers/merge", {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/2007",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2006",
    status: "failed",
  });
  await settled(alpha);

  expect(before).toBeGreaterThan(0);
  expect(await count(alpha, "orders", "customer_id = 2006")).toBe(before);
});

test("a product, its stock and its end are followed", async () => {
  happens(alpha, { type: "product_changed", at: now(), productId: "3001", title: "Renamed" });
  await told(alpha, "products/update", { admin_graphql_api_id: "gid://shopify/Product/3001" });
  await told(alpha, "inventory_levels/update", { inventory_item_id: 5002, location_id: 71, updated_at: now() });
  await told(alpha, "inventory_levels/update", { inventory_item_id: 99999, location_id: 71, updated_at: now() });
  await told(alpha, "products/delete", { id: 3003 });
  await settled(alpha);

  expect(await count(alpha, "product", "id = 3001 and title = 'Renamed'")).toBe(1);
  expect(await count(alpha, "product", "id = 3003 and deleted_at is not null")).toBe(1);
  expect((await inboxOf(alpha)).filter(({ status }) => status !== "applied")).toEqual([]);
});

test("what Shopify does not show is noted, and nothing is deleted by it", async () => {
  const known = await count(alpha, "orders", "deleted_at is null");
  await told(alpha, "orders/updated", { admin_graphql_api_id: "gid://shopify/Order/777" });
  await settled(alpha);

  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "applied", reason: expect.stringContaining("does not show") });
  expect(await count(alpha, "orders", "deleted_at is null")).toBe(known);
});

test("while Shopify is away everything waits, and is worked off when it is back", async () => {
  at(alpha.domain).faults.set({ serverErrorNext: 8 });
  happens(alpha, placed("90005", { customerId: "2001" }));
  await told(alpha, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90005" });
  await sleep(2_000);
  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "waiting" });

  at(alpha.domain).faults.reset();
  await settled(alpha);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("nothing of a fetched record is left in staging", async () => {
  for (const table of ["orders", "order_line", "agreement", "sale", "customer", "product", "variant", "inventory_level"]) {
    expect((await pool.query(`select from staging.${table}_fetched`)).rowCount, table).toBe(0);
  }
});

test("another shop's webhooks touch nothing of this one", async () => {
  const beta = await install("beta.myshopify.com");
  const before = await figures(alpha);
  happens(beta, placed("90001", { customerId: "2001" }));
  await told(beta, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90001" });
  await settled(beta);

  expect(await count(beta, "orders", "true")).toBe(1);
  expect(await figures(alpha)).toEqual(before);
});

test("an uninstalled shop is left alone, with its data kept and its tokens forgotten; a late word does not touch a newer installation", async () => {
  const gamma = await install("gamma.myshopify.com");
  await sleep(1_100); // instants of this test are whole seconds
  const uninstalledAt = now();
  at(gamma.domain).uninstall();
  await told(gamma, "app/uninstalled", { id: 1, myshopify_domain: gamma.domain }, uninstalledAt);
  await settled(gamma);
  expect((await getShop(gamma.id)).uninstalledAt).not.toBeNull();
  expect((await pool.query("select from session where shop = $1", [gamma.domain])).rowCount).toBe(0);

  await sleep(1_100);
  const back = await install("gamma.myshopify.com");
  expect(back.uninstalledAt).toBeNull();
  await told(gamma, "app/uninstalled", { id: 1, myshopify_domain: gamma.domain }, uninstalledAt);
  await settled(gamma);
  expect((await getShop(gamma.id)).uninstalledAt).toBeNull();
});

function asked(shop: Shop): number {
  return at(shop.domain).counters.graphqlCalls;
}
