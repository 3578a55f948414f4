import { setTimeout as sleep } from "node:timers/promises";
import type { Shop } from "../../app/db/shop.ts";
import type { SyncProgress } from "../../app/db/sync-progress.ts";

/** Asks for a sync and waits for its end, however it ends. A worker has to be there. */
export async function synced(shop: Shop, timeoutMs = 30_000): Promise<SyncProgress> {
  const { requestSync } = await import("../../app/jobs/request-sync.ts");
  const { run } = await requestSync(shop);
  return endOf(shop, run.id, timeoutMs);
}

/** Waits for a run's end, however it ends. */
export async function endOf(shop: Shop, runId: string, timeoutMs = 30_000): Promise<SyncProgress> {
  const { syncHistory } = await import("../../app/db/sync-progress.ts");
  for (const deadline = Date.now() + timeoutMs; ; await sleep(50)) {
    const run = (await syncHistory(shop)).find(({ id }) => id === runId);
    if (run?.finishedAt) return run;
    if (Date.now() > deadline) throw new Error(`the sync has not ended: ${JSON.stringify(run)}`);
  }
}
