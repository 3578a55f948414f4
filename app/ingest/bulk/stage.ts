import pg from "pg";
import type { BulkResource } from "../../db/bulk-operation.ts";
import { findReadProgress, moveCheckpoint, type ReadProgress, resetProgress } from "../../db/bulk-progress.ts";
import { deleteRefusedRows, insertRefusedRows } from "../../db/refused-row.ts";
import { dropStagingKeys, makeStaging } from "../../db/staging.ts";
import { withShop } from "../../db.server.ts";
import type { ShopContext } from "../records/record.ts";
import type { CheckedBatch } from "./checked-lines.ts";
import { Checker, type CutBatch } from "./checker.ts";
import { copyRows } from "./copy.ts";
import { FileCut, openFile } from "./file.ts";

/** So much of the file is one transaction: what has to be read again after a crash, and what waits in memory, twice. */
const BATCH_BYTES = 16 * 1024 * 1024;

const UNIQUE_VIOLATION = "23505";

export type StageFile = {
  readonly shop: ShopContext;
  readonly operationId: string;
  readonly resource: BulkResource;
  readonly url: string;
  readonly signal: AbortSignal;
  /** Called after each commit. */
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly batchBytes?: number;
};

/**
 * Phase 1 of a load: reads a bulk file, checks each line, and brings it into the operation's staging tables; lines that cannot be taken in
 * go to refused_row. Goes on where an earlier attempt came to: the checkpoint is committed with the rows it stands for. While one batch is
 * on its way to PostgreSQL the next is read and checked. Throws FileGone or FileCut; an abort throws the signal's reason.
 */
export async function stageFile({
  shop,
  operationId,
  resource,
  url,
  signal,
  onProgress,
  batchBytes = BATCH_BYTES,
}: StageFile): Promise<ReadProgress> {
  let done = await withShop(shop.id, async (tx) => {
    if (await makeStaging(tx, operationId)) {
      await resetProgress(tx, operationId);
      await deleteRefusedRows(tx, operationId);
    }
    return findReadProgress(tx, operationId);
  });
  if (done.staged) return done;

  const checker = new Checker({ shop, resource, linesRead: done.linesRead });
  let { bytesRead: received, bytesRead: handedOver } = done;
  const broken = new AbortController();
  const until = AbortSignal.any([signal, broken.signal]);
  let writing: Promise<void> = Promise.resolve();
  const write = async (cut: Promise<CutBatch>, upTo: number, staged: boolean): Promise<void> => {
    const batch = await cut;
    const next = { bytesRead: upTo - batch.restBytes, linesRead: batch.linesRead, refused: done.refused + batch.refused.length, staged };
    await writeBatch(shop.id, operationId, batch, done, next);
    checker.giveBack(batch);
    done = next;
    onProgress?.(done);
  };
  const handOver = async (staged: boolean): Promise<void> => {
    await writing;
    signal.throwIfAborted();
    handedOver = received;
    writing = write(checker.cut(staged), received, staged);
    writing.catch((error: unknown) => broken.abort(error)); // nobody may be waiting for it just now, but for the file
  };

  try {
    for await (const chunk of openFile(url, received, until)) {
      await checker.feed(chunk);
      received += chunk.length;
      if (received - handedOver >= batchBytes) await handOver(false);
    }
    await handOver(true);
  } catch (error) {
    if (error instanceof FileCut) await handOver(false); // what came in counts, or a line that breaks often would get nowhere
    throw error;
  } finally {
    await writing.finally(() => checker.close());
  }
  return done;
}

/** Stages a batch and moves the checkpoint in one transaction. */
async function writeBatch(shopId: string, operationId: string, batch: CheckedBatch, from: ReadProgress, to: ReadProgress): Promise<void> {
  const commit = () =>
    withShop(shopId, async (tx) => {
      for (const rows of batch.rows) await copyRows(tx, operationId, rows);
      await insertRefusedRows(tx, operationId, batch.refused);
      if (!(await moveCheckpoint(tx, operationId, from, to)))
        throw new Error(`another worker reads the file of bulk operation ${operationId}`);
    });
  await commit().catch(async (error: unknown) => {
    if (!isTwice(error)) throw error;
    await withShop(shopId, (tx) => dropStagingKeys(tx, operationId));
    await commit();
  });
}

/** Whether a record was refused by the key of its staging table, for it stands in the file a second time. */
function isTwice(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION && error.schema === "staging";
}
