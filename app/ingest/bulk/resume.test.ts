import { expect, onTestFinished, test } from "vitest";
import { givenOperation, jsonl, type ServedFile, serveFile, type Unkindness } from "../../../test/factories/bulk-file.ts";
import { ledger, load, none, notAborted } from "../../../test/factories/loading.ts";
import { orderLines } from "../../../test/factories/order-lines.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { findReadProgress } from "../../db/bulk-progress.ts";
import { withShop } from "../../db.server.ts";
import { FileCut, FileGone } from "./file.ts";
import { mergeOperation } from "./merge.ts";
import { stageFile } from "./stage.ts";

const resource = "orders_recent";
const lines = Array.from({ length: 300 }, (_, id) => orderLines({ id: id + 1, returned: [0] })).flat();
const content = jsonl([...lines, ...lines.slice(0, 40), "not JSON"]);
const counts = { ...none, linesRead: 2_441, applied: 2_400, duplicate: 40, refused: 1 };

async function served(unkind: (request: number) => Unkindness): Promise<ServedFile> {
  const file = await serveFile(content, unkind);
  onTestFinished(file.close);
  return file;
}

async function uninterrupted(): Promise<unknown> {
  const shop = await givenShop();
  expect(await load(shop, content)).toMatchObject(counts);
  return ledger(shop);
}

const progress = (shop: GivenShop, operationId: string) => withShop(shop.id, (tx) => findReadProgress(tx, operationId));

test("a connection that breaks again and again is taken up at the last whole line, and nothing is lost or double", async () => {
  const shop = await givenShop();
  const operationId = await givenOperation(shop, resource);
  const file = await served((request) => (request < 9 ? { cutAfter: 100_001 } : {}));
  const attempt = () => stageFile({ shop, operationId, resource, url: file.url, signal: notAborted, batchBytes: 30_000 });

  for (let cut = 0; cut < 9; cut++) await expect(attempt()).rejects.toThrow(FileCut);
  await attempt();

  expect(file.asked).toEqual([...file.asked].sort((one, other) => one - other));
  expect(file.asked.at(-1)).toBeGreaterThan(850_000);
  expect(file.sent()).toBeLessThan(content.length + 10 * 1_000); // of a broken line only is anything read again
  expect(await mergeOperation({ shop, operationId, resource, signal: notAborted })).toMatchObject(counts);
  expect(await ledger(shop)).toEqual(await uninterrupted());
});

test("a server that knows no ranges sends the file again, and what was read is skipped", async () => {
  const shop = await givenShop();
  const operationId = await givenOperation(shop, resource);
  const file = await served((request) => (request === 0 ? { cutAfter: 500_000 } : { noRanges: true }));
  const attempt = () => stageFile({ shop, operationId, resource, url: file.url, signal: notAborted });

  await expect(attempt()).rejects.toThrow(FileCut);
  await attempt();

  expect(await mergeOperation({ shop, operationId, resource, signal: notAborted })).toMatchObject(counts);
});

test("a file that was read to its end before the crash is not read again", async () => {
  const shop = await givenShop();
  const operationId = await givenOperation(shop, resource);
  const file = await served(() => ({}));
  const attempt = () => stageFile({ shop, operationId, resource, url: file.url, signal: notAborted });

  await attempt();
  await withShop(shop.id, (tx) => tx.query("update bulk_operation set staged_at = null"));
  await attempt();
  await attempt();

  expect(file.asked).toEqual([0, content.length]);
  expect(await progress(shop, operationId)).toEqual({ bytesRead: content.length, linesRead: 2_441, refused: 1, staged: true });
  expect(await mergeOperation({ shop, operationId, resource, signal: notAborted })).toMatchObject(counts);
});

test.each([[403, FileGone] as const, [404, FileGone] as const, [503, FileCut] as const])(
  "an answer of %i is told apart",
  async (status, error) => {
    const shop = await givenShop();
    const operationId = await givenOperation(shop, resource);
    const file = await served(() => ({ status }));

    await expect(stageFile({ shop, operationId, resource, url: file.url, signal: notAborted })).rejects.toThrow(error);
  },
);

test("a load that is aborted stops between two batches, and goes on later", async () => {
  const shop = await givenShop();
  const operationId = await givenOperation(shop, resource);
  const file = await served(() => ({}));
  const abort = new AbortController();
  const onProgress = () => abort.abort(new Error("enough"));

  const stopped = stageFile({ shop, operationId, resource, url: file.url, signal: abort.signal, batchBytes: 30_000, onProgress });
  await expect(stopped).rejects.toThrow("enough");
  const before = await progress(shop, operationId);
  expect(before.bytesRead).toBeGreaterThan(0);
  expect(before.bytesRead).toBeLessThan(content.length);

  await stageFile({ shop, operationId, resource, url: file.url, signal: notAborted });
  const stop = new AbortController();
  const merge = { shop, operationId, resource, rangeSize: 20 } as const;
  await expect(mergeOperation({ ...merge, signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) })).rejects.toThrow(
    "enough",
  );
  expect(await mergeOperation({ ...merge, signal: notAborted })).toMatchObject(counts);
  expect(await ledger(shop)).toEqual(await uninterrupted());
});

test("two workers at one file: one of them gives up, and each line counts once", async () => {
  const shop = await givenShop();
  const operationId = await givenOperation(shop, resource);
  const file = await served(() => ({}));
  const attempt = () => stageFile({ shop, operationId, resource, url: file.url, signal: notAborted, batchBytes: 30_000 });

  const ends = await Promise.allSettled([attempt(), attempt()]);
  expect(ends.map((end) => end.status)).toContain("rejected");
  await attempt();
  const merges = [1, 2].map(() => mergeOperation({ shop, operationId, resource, signal: notAborted, rangeSize: 20 }));
  await Promise.allSettled(merges);

  expect(await mergeOperation({ shop, operationId, resource, signal: notAborted })).toMatchObject(counts);
  expect(await ledger(shop)).toEqual(await uninterrupted());
});
