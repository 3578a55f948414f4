import { hasRequests } from "../../db/compliance-requests.ts";
import { hasWaiting, type WaitingRecord, waitingRecords } from "../../db/inbox-work.ts";
import { findShopById, getShop, type Shop } from "../../db/shop.ts";
import { countChange } from "../../db/shop-change.ts";
import { shortLeft } from "../../db/short-records.ts";
import { withShop } from "../../db.server.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import type { Payload } from "../catalog.ts";
import { fetchShortLeft } from "../fetch-again.ts";
import { checkoutChanged } from "../inbox/checkouts.ts";
import { answerRequests } from "../inbox/compliance.ts";
import { leaveFloodToSync } from "../inbox/flood.ts";
import { asProducts } from "../inbox/inventory.ts";
import { loadRecords } from "../inbox/load-records.ts";
import { appUninstalled, bulkOperationFinished, shopChanged } from "../inbox/shop-events.ts";
import type { JobContext } from "../job-context.ts";
import { whileLoading } from "../load-lock.ts";

/** Records taken up at a time, before the rollups are brought up to them. */
const RECORDS = 120;

/**
 * Works off what waits in a shop's inbox: first what the law asks for, then each record once, however many webhooks named it, and then the
 * rollups. One drain a shop; whoever comes while it is at work leaves it to that one, which looks again after it has let go.
 */
export async function drainInbox({ shopId }: Payload<"drain-inbox">, { signal }: JobContext): Promise<void> {
  for (let shop = await findShopById(shopId); shop !== null && (await hasWork(shop)); shop = await findShopById(shopId)) {
    const { held } = await whileLoading(shopId, "inbox", (lost) => workOff(shopId, AbortSignal.any([signal, lost])));
    if (!held) return;
    signal.throwIfAborted();
  }
}

/** For a shop that has taken the app away nothing is done but what the law asks for. */
async function hasWork(shop: Shop): Promise<boolean> {
  return (await hasRequests(shop)) || (shop.uninstalledAt === null && ((await hasWaiting(shop)) || (await hasShortLeft(shop))));
}

async function hasShortLeft(shop: Shop): Promise<boolean> {
  return (await withShop(shop.id, (tx) => shortLeft(tx, 1))).length > 0;
}

async function workOff(shopId: string, signal: AbortSignal): Promise<void> {
  const shop = await getShop(shopId); // as it is now that nobody else is at it
  if ((await answerRequests(shop, signal)) === "erased") return;
  if (shop.uninstalledAt !== null || (await drain(shop, signal)) === "left" || !(await hasShortLeft(shop))) return;
  await fetchShortLeft(shop, signal).finally(() => refreshDirty(shop));
}

/** Says whether the shop has the app still. */
async function drain(shop: Shop, signal: AbortSignal): Promise<"left" | "here"> {
  for (;;) {
    signal.throwIfAborted();
    const records = await withShop(shop.id, (tx) => waitingRecords(tx, RECORDS));
    if (records.length === 0) return "here";
    if (records.length === RECORDS && (await leaveFloodToSync(shop))) continue;
    try {
      if ((await work(shop, records, signal)) === "left") return "left";
    } finally {
      const { days, customers } = await refreshDirty(shop);
      if (days + customers === 0) await withShop(shop.id, countChange); // a title, a stock, what waits
    }
  }
}

async function work(shop: Shop, records: readonly WaitingRecord[], signal: AbortSignal): Promise<"left" | "here"> {
  const of = (kind: WaitingRecord["kind"]) => records.filter((record) => record.kind === kind);
  for (const record of of("app").filter(({ topics }) => topics.includes("app/uninstalled"))) {
    await appUninstalled(shop, record);
    if ((await getShop(shop.id)).uninstalledAt !== null) return "left";
  }
  for (const record of of("bulk_operation")) await bulkOperationFinished(shop, record);
  for (const record of [...of("cart"), ...of("checkout")]) await checkoutChanged(shop, record);
  await loadRecords(shop, "customer", of("customer"), signal);
  await loadRecords(shop, "order", of("order"), signal);
  await loadRecords(shop, "product", await asProducts(shop, of("inventory_level"), of("product")), signal);
  for (const record of [...of("shop"), ...of("app").filter(({ topics }) => !topics.includes("app/uninstalled"))])
    await shopChanged(shop, record);
  return "here";
}
