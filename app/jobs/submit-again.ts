import type { BulkOperation } from "../db/bulk-operation.ts";
import { resetOperation } from "../db/bulk-operation-steps.ts";
import { deleteRefusedRows } from "../db/refused-row.ts";
import type { ShopTransaction } from "../db.server.ts";
import { giveUpOperation } from "./give-up.ts";
import { enqueue } from "./queue.ts";

/** So often an export is submitted; Shopify itself may stop one that stalls. */
export const MOST_ATTEMPTS = 3;

const AGAIN_AFTER_MS = 1_000;

/**
 * Starts an operation over, for its export or its file is not whole: partial data is never taken for all of it. After the third attempt it
 * is given up. `reason` says in words what was wrong.
 */
export async function submitAgain(tx: ShopTransaction, operation: BulkOperation, reason: string): Promise<void> {
  if (operation.attempts >= MOST_ATTEMPTS) {
    const error = `${reason}, ${operation.attempts} times in a row`;
    return giveUpOperation(tx, operation, { error, remedy: "Sync again later. If it goes on, see Shopify's state at shopifystatus.com." });
  }
  await resetOperation(tx, operation.id);
  await deleteRefusedRows(tx, operation.id);
  const payload = { shopId: tx.shopId, operationId: operation.id };
  await enqueue(tx, { name: "submit-operation", payload }, { afterMs: AGAIN_AFTER_MS });
}
