import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../test/factories/shop.ts";
import { withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { freshness } from "./freshness.ts";

const run = (shop: GivenShop, status: string, startedAt: string) =>
  withShop(shop.id, (tx) =>
    tx.query(sql`insert into sync_run (shop_id, kind, status, started_at) values (${shop.id}, 'full', ${status}, ${startedAt})`),
  );

const webhook = (shop: GivenShop, status: string, receivedAt: string, kind = "order") =>
  withShop(shop.id, (tx) =>
    tx.query(sql`
      insert into inbox (shop_id, webhook_id, topic, kind, record_id, status, received_at)
      values (${shop.id}, ${randomUUID()}, 'orders/updated', ${kind}, '1', ${status}, ${receivedAt})`),
  );

test("before the first sync nothing is known, whatever webhooks say", async () => {
  const shop = await givenShop();
  await webhook(shop, "applied", "2025-03-01T10:00:00Z");

  expect(await freshness(shop, {})).toMatchObject([{ asOf: null, waitingSince: null, waiting: 0 }]);
});

test("figures are current as of the start of the last sync that ended well", async () => {
  const shop = await givenShop();
  await run(shop, "done", "2025-03-01T10:00:00Z");
  await run(shop, "done", "2025-03-02T10:00:00Z");
  await run(shop, "failed", "2025-03-03T10:00:00Z");

  expect(await freshness(shop, {})).toMatchObject([{ asOf: "2025-03-02T10:00:00.000Z", waitingSince: null }]);
});

test("or of the last webhook that is in, if that came later", async () => {
  const shop = await givenShop();
  await run(shop, "done", "2025-03-01T10:00:00Z");
  await webhook(shop, "applied", "2025-03-01T11:00:00Z");
  await webhook(shop, "applied", "2025-03-01T12:00:00Z");
  await webhook(shop, "dead", "2025-03-01T13:00:00Z");

  expect(await freshness(shop, {})).toMatchObject([{ asOf: "2025-03-01T12:00:00.000Z", waiting: 0 }]);
});

test("while webhooks wait they are current as of the oldest of these", async () => {
  const shop = await givenShop();
  await run(shop, "done", "2025-03-01T10:00:00Z");
  await webhook(shop, "waiting", "2025-03-01T11:00:00Z");
  await webhook(shop, "waiting", "2025-03-01T12:00:00Z");
  await webhook(shop, "applied", "2025-03-01T13:00:00Z");
  await webhook(shop, "waiting", "2025-03-01T09:00:00Z", "compliance");

  const since = "2025-03-01T11:00:00.000Z";
  expect(await freshness(shop, {})).toMatchObject([{ asOf: since, waitingSince: since, waiting: 2 }]);
});

test("what is loaded and not reckoned yet waits as well", async () => {
  const shop = await givenShop();
  await run(shop, "done", "2025-03-01T10:00:00Z");
  await givenOrder(shop, { customer: "ann" });

  const [before] = await freshness(shop, {});
  await refreshDirty(shop);

  expect(before).toMatchObject({ waiting: 2, asOf: before?.waitingSince });
  expect(Date.parse(before?.askedAt ?? "") - Date.parse(before?.asOf ?? "")).toBeLessThan(10_000);
  expect(await freshness(shop, {})).toMatchObject([{ asOf: "2025-03-01T10:00:00.000Z", waiting: 0 }]);
});

test("it never tells of another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await run(other, "done", "2025-03-01T10:00:00Z");
  await webhook(other, "waiting", "2025-03-01T11:00:00Z");
  await givenOrder(other);

  expect(await freshness(shop, {})).toMatchObject([{ asOf: null, waitingSince: null, waiting: 0 }]);
});
