import { setTimeout as sleep } from "node:timers/promises";
import type { BulkOperation } from "../db/bulk-operation.ts";
import { recordExport } from "../db/bulk-operation-steps.ts";
import { type ReadProgress, resetProgress } from "../db/bulk-progress.ts";
import type { Shop } from "../db/shop.ts";
import { dropStagingTables } from "../db/staging.ts";
import { withShop } from "../db.server.ts";
import { FileCut, FileGone } from "../ingest/bulk/file.ts";
import { stageFile } from "../ingest/bulk/stage.ts";
import { logger } from "../logger.server.ts";
import { pollBulkOperation } from "../shopify/bulk-operations/poll.ts";
import { exportState } from "./export-state.ts";

/** All of the file lies in staging; or it cannot be had whole, and why. */
export type FileRead = { readonly outcome: "whole" } | { readonly outcome: "unusable"; readonly reason: string };

/** So often in a row an attempt may bring nothing new before the export is taken for lost. */
const MOST_FRUITLESS = 4;
const FIRST_PAUSE_MS = 300;

/**
 * Reads the file of a completed export into staging. A broken connection is taken up where it broke; for an address that has expired
 * Shopify is asked for a new one; a file with fewer or more lines than Shopify has counted objects is read once more from its start.
 */
export async function readFile(shop: Shop, operation: BulkOperation, signal: AbortSignal): Promise<FileRead> {
  const first = await stageWhole(shop, operation, signal);
  if (first.outcome === "unusable" || first.lines === operation.objectCount) return withoutLines(first);
  logger.warn(
    { shop: shop.domain, operation: operation.id, lines: first.lines, objects: operation.objectCount },
    "a bulk file is not whole",
  );
  await withShop(shop.id, async (tx) => {
    await dropStagingTables(tx, operation.id);
    await resetProgress(tx, operation.id);
  });
  const second = await stageWhole(shop, operation, signal);
  if (second.outcome === "unusable" || second.lines === operation.objectCount) return withoutLines(second);
  return { outcome: "unusable", reason: `The file held ${second.lines} lines, but Shopify had counted ${operation.objectCount} objects` };
}

type Staged = { readonly outcome: "whole"; readonly lines: number } | Extract<FileRead, { outcome: "unusable" }>;

function withoutLines(staged: Staged): FileRead {
  return staged.outcome === "whole" ? { outcome: "whole" } : staged;
}

async function stageWhole(shop: Shop, operation: BulkOperation, signal: AbortSignal): Promise<Staged> {
  let url = operation.url;
  let bytesRead = -1;
  const onProgress = (progress: ReadProgress) => {
    bytesRead = progress.bytesRead;
  };
  for (let fruitless = 0; url !== null; ) {
    const before = bytesRead;
    try {
      const { linesRead } = await stageFile({ shop, operationId: operation.id, resource: operation.resource, url, signal, onProgress });
      return { outcome: "whole", lines: linesRead };
    } catch (error) {
      if (!(error instanceof FileGone || error instanceof FileCut)) throw error;
      logger.warn({ shop: shop.domain, operation: operation.id, error: error.message }, "a bulk file could not be read to its end");
      fruitless = bytesRead > before ? 1 : fruitless + 1;
      if (fruitless >= MOST_FRUITLESS) return { outcome: "unusable", reason: error.message };
      await sleep(FIRST_PAUSE_MS * 2 ** (fruitless - 1), undefined, { signal });
      url = await currentUrl(shop, operation);
    }
  }
  return { outcome: "unusable", reason: "Shopify no longer has the file of the export" };
}

/** Where the file lies now: Shopify gives a new address to whoever asks again. */
async function currentUrl(shop: Shop, { id, gid }: BulkOperation): Promise<string | null> {
  const found = gid === null ? null : await pollBulkOperation(shop.domain, gid);
  if (found?.status !== "COMPLETED" || found.url === null) return null;
  await withShop(shop.id, (tx) => recordExport(tx, id, exportState(found), true));
  return found.url;
}
