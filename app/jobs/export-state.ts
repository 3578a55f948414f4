import type { ExportState } from "../db/bulk-operation-steps.ts";
import type { BulkExport } from "../shopify/bulk-operations/poll.ts";

/** What Shopify says of an export, in the words of the table. */
export function exportState({ status, errorCode, objectCount, rootObjectCount, fileSize, url }: BulkExport): ExportState {
  return { shopifyStatus: status, errorCode, objectCount, rootObjectCount, fileSize, url };
}
