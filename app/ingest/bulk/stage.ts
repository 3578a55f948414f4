import pg from "pg";
import type { BulkResource } from "../../db/bulk-operation.ts";
import { findReadProgress, moveCheckpoint, type ReadProgress, resetProgress } from "../../db/bulk-progress.ts";
import { deleteRefusedRows } from "../../db/refused-row.ts";
import { dropStagingKeys, makeStaging } from "../../db/staging.ts";
import { withShop } from "../../db.server.ts";
import { AgreementOrders } from "../records/agreement-orders.ts";
import type { ShopContext } from "../records/record.ts";
import { Batch } from "./batch.ts";
import { FileCut, openFile } from "./file.ts";
import { LineSplitter } from "./lines.ts";

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
 * on its way to PostgreSQL the next is read. Throws FileGone or FileCut; an abort throws the signal's reason.
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

  const orders = new AgreementOrders();
  let [filling, spare] = [new Batch(shop, resource, orders), new Batch(shop, resource, orders)];
  let { bytesRead: received, bytesRead: handedOver, linesRead: lines } = done;
  const splitter = new LineSplitter((bytes, start, end) => filling.take(bytes, start, end, ++lines));

  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: Batch, upTo: Omit<ReadProgress, "refused">): Promise<void> => {
    const next = { ...upTo, refused: done.refused + batch.refused };
    const commit = () =>
      withShop(shop.id, async (tx) => {
        await batch.write(tx, operationId);
        if (!(await moveCheckpoint(tx, operationId, done, next)))
          throw new Error(`another worker reads the file of bulk operation ${operationId}`);
      });
    await commit().catch(async (error: unknown) => {
      if (!isTwice(error)) throw error;
      await withShop(shop.id, (tx) => dropStagingKeys(tx, operationId));
      await commit();
    });
    batch.clear();
    done = next;
    onProgress?.(done);
  };
  const handOver = async (staged: boolean): Promise<void> => {
    await writing;
    signal.throwIfAborted();
    handedOver = received - splitter.restBytes;
    writing = write(filling, { bytesRead: handedOver, linesRead: lines, staged });
    writing.catch(() => undefined); // whoever awaits it next throws it
    [filling, spare] = [spare, filling];
  };

  try {
    for await (const chunk of openFile(url, received, signal)) {
      received += chunk.length;
      splitter.feed(chunk);
      if (received - splitter.restBytes - handedOver >= batchBytes) await handOver(false);
    }
    splitter.end();
    await handOver(true);
  } catch (error) {
    if (error instanceof FileCut) await handOver(false); // what came in counts, or a line that breaks often would get nowhere
    throw error;
  } finally {
    await writing;
  }
  return done;
}

/** Whether a record was refused by the key of its staging table, for it stands in the file a second time. */
function isTwice(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION && error.schema === "staging";
}
