import { followReported, redayOrders } from "../../db/day-zone.ts";
import { findSyncRun } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import type { Payload } from "../catalog.ts";
import type { JobContext } from "../job-context.ts";
import { whileLoading } from "../load-lock.ts";
import { enqueue } from "../queue.ts";

/** Orders that get their days in one transaction. */
const CHUNK = 5_000;
const AGAIN_AFTER_MS = 1_000;

/**
 * Reckons every day of the ledger anew in the shop's present time zone, then lets the rollups follow. No webhook is worked off meanwhile,
 * for what it loads would get its days by the zone that was. Doing it again changes nothing: after a crash it begins anew.
 */
export async function rebuildDays({ shopId, runId }: Payload<"rebuild-days">, { signal }: JobContext): Promise<void> {
  const { held } = await whileLoading(shopId, "inbox", (lost) => rebuild(shopId, runId, AbortSignal.any([signal, lost])));
  await withShop(shopId, (tx) =>
    held
      ? enqueue(tx, { name: "drain-inbox", payload: { shopId } })
      : enqueue(tx, { name: "rebuild-days", payload: { shopId, runId } }, { afterMs: AGAIN_AFTER_MS }),
  );
}

async function rebuild(shopId: string, runId: string, signal: AbortSignal): Promise<void> {
  const timeZone = await withShop(shopId, async (tx) =>
    (await findSyncRun(tx, runId))?.status === "exporting" ? followReported(tx) : null,
  );
  if (timeZone === null) return;
  for (let last: string | null = null; ; ) {
    signal.throwIfAborted();
    last = await withShop(shopId, (tx) => redayOrders(tx, timeZone, last, CHUNK));
    if (last === null) break;
  }
  await withShop(shopId, (tx) => enqueue(tx, { name: "refresh-rollups", payload: { shopId, runId } }));
}
