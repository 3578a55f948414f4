import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { pool, withShop } from "../db.server.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { countHearers, type Heard, hearChanges } from "./hear-changes.ts";
import { changeVersion, countChange } from "./shop-change.ts";
import { endSyncRun, insertSyncRun, startSyncRun } from "./sync-run.ts";

const QUIET_MS = 300;
const ears = () =>
  pool.query("select pid from pg_stat_activity where application_name = 'tillwise listening' and datname = current_database()");

async function listener(shop: { readonly id: string }) {
  const heard: Heard[] = [];
  const until = new AbortController();
  await hearChanges(shop, (what) => heard.push(what), until.signal);
  return { heard, stop: () => until.abort() };
}

test("a change is heard when it can be seen, with the version that a page finds then", async () => {
  const shop = await givenShop();
  const { heard, stop } = await listener(shop);
  await withShop(shop.id, async (tx) => {
    await countChange(tx);
    await sleep(QUIET_MS);
    expect(heard).toEqual([]);
  });

  await expect.poll(() => heard).toHaveLength(1);
  expect(heard).toEqual([{ version: await changeVersion(shop) }]);
  stop();
});

test("what is rolled back is neither counted nor told", async () => {
  const shop = await givenShop();
  const before = await changeVersion(shop);
  const { heard, stop } = await listener(shop);
  const failed = withShop(shop.id, async (tx) => {
    await countChange(tx);
    throw new Error("rolled back");
  });

  await expect(failed).rejects.toThrow("rolled back");
  await sleep(QUIET_MS);
  expect(heard).toEqual([]);
  expect(await changeVersion(shop)).toBe(before);
  stop();
});

test("one shop never hears of another's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  const [mine, others] = [await listener(shop), await listener(other)];
  await withShop(other.id, countChange);

  await expect.poll(() => others.heard).toHaveLength(1);
  await sleep(QUIET_MS);
  expect(mine.heard).toEqual([]);
  mine.stop();
  others.stop();
});

test("refreshed rollups are a change; a refresh that finds nothing to do is none", async () => {
  const shop = await givenShop();
  const { heard, stop } = await listener(shop);
  await givenOrder(shop);
  await refreshDirty(shop);
  await expect.poll(() => heard).toHaveLength(1);

  await refreshDirty(shop);
  await sleep(QUIET_MS);
  expect(heard).toHaveLength(1);
  stop();
});

test("each step of a sync is a change, and the version another one", async () => {
  const shop = await givenShop();
  const { heard, stop } = await listener(shop);
  const versions = [await changeVersion(shop)];
  const { run } = await withShop(shop.id, (tx) => insertSyncRun(tx, "full"));
  versions.push(await changeVersion(shop));
  await withShop(shop.id, (tx) => startSyncRun(tx, run.id));
  versions.push(await changeVersion(shop));
  await withShop(shop.id, (tx) => endSyncRun(tx, run.id, { status: "done" }));
  versions.push(await changeVersion(shop));

  await expect.poll(() => heard).toEqual(versions.slice(1).map((version) => ({ version })));
  expect(new Set(versions).size).toBe(4);
  stop();
});

test("however many listen, the process has one connection for it, and who has stopped hears nothing", async () => {
  const shops = await Promise.all(Array.from({ length: 20 }, () => givenShop()));
  const all = await Promise.all(shops.map(listener));
  expect((await ears()).rowCount).toBe(1);

  const [first] = all;
  first?.stop();
  for (const { id } of shops) await withShop(id, countChange);
  await expect.poll(() => all.slice(1).map(({ heard }) => heard.length)).toEqual(Array(19).fill(1));
  expect(first?.heard).toEqual([]);
  for (const { stop } of all) stop();
  expect(countHearers()).toBe(0);
});

test("a connection that is cut is opened again: everybody is told that changes may have been missed, and hears the next", async () => {
  const shop = await givenShop();
  const { heard, stop } = await listener(shop);
  const { rows } = await ears();
  await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);

  await expect.poll(() => heard).toEqual(["missed"]);
  await withShop(shop.id, countChange);
  await expect.poll(() => heard).toEqual(["missed", { version: expect.any(String) }]);
  expect((await ears()).rowCount).toBe(1);
  stop();
});
