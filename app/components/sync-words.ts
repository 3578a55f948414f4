import type { Formats } from "./format.ts";
import type { OperationView, SyncView } from "./sync-view.ts";

const resourceNames: Readonly<Record<OperationView["resource"], string>> = {
  orders_recent: "Recent orders",
  orders_older: "Older orders",
  customers: "Customers",
  products: "Products and inventory",
  abandoned_checkouts: "Abandoned checkouts",
};

const SECOND_MS = 1000;
const MINUTE_S = 60;

export const resourceName = ({ resource }: OperationView): string => resourceNames[resource];

/** "4.2 s", "1 min 20 s". */
export function durationWords(ms: number, f: Formats): string {
  const seconds = ms / SECOND_MS;
  if (seconds < MINUTE_S) return `${f.decimal(seconds)} s`;
  return `${Math.floor(seconds / MINUTE_S)} min ${Math.round(seconds % MINUTE_S)} s`;
}

/** Where one operation stands, in one line. */
export function operationWords(operation: OperationView, f: Formats): string {
  const { status, objectCount, linesRead, stagedAt, merged, rootObjectCount, exportedAt, loadedAt, submittedAt } = operation;
  switch (status) {
    case "waiting":
      return submittedAt === null ? "Waiting for Shopify to take it" : "Being handed to Shopify";
    case "exporting":
      return objectCount ? `Shopify is exporting: ${f.count(objectCount)} objects so far` : "Shopify is exporting";
    case "loading":
      if (stagedAt === null) return `Loading: ${f.count(linesRead)} of ${f.count(objectCount ?? 0)} rows read`;
      return `Loading: ${f.count(merged)} of ${f.count(rootObjectCount ?? 0)} records written`;
    case "loaded": {
      const took = loadedAt && exportedAt ? `, loaded in ${durationWords(loadedAt.getTime() - exportedAt.getTime(), f)}` : "";
      return `Ready: ${f.count(rootObjectCount ?? 0)} records, ${f.count(linesRead)} rows${took}`;
    }
    case "failed":
      return operation.error ?? "Failed";
    case "cancelled":
      return "Cancelled";
  }
}

/** What a run has come to, in one sentence. */
export function outcomeWords(run: SyncView, f: Formats): string {
  if (run.status === "failed") return run.error ?? "The sync failed.";
  if (run.status === "cancelled") return "Cancelled. What had been loaded before stays.";
  if (run.kind === "rebuild") return "Every day was reckoned anew, for the shop has changed its time zone or currency.";
  const sum = (of: (operation: OperationView) => number) => run.operations.reduce((total, operation) => total + of(operation), 0);
  const lines = sum(({ linesRead }) => linesRead);
  const applied = sum(({ applied: rows }) => rows);
  const notTaken = sum(({ refused, orphaned }) => refused + orphaned);
  const duplicate = sum(({ duplicate: rows }) => rows);
  const mended = run.kind === "incremental" ? "were missed before and are mended" : "were new or changed";
  const parts = [
    applied === 0
      ? `Nothing had changed: all ${f.count(lines)} rows were there already`
      : `${f.count(applied)} of ${f.count(lines)} rows ${mended}`,
    ...(run.deleted > 0 ? [`${f.count(run.deleted)} ${run.deleted === 1 ? "record was" : "records were"} found to be deleted`] : []),
    ...(duplicate > 0 ? [`${f.count(duplicate)} came twice`] : []),
    ...(notTaken > 0 ? [`${f.count(notTaken)} could not be taken in`] : []),
  ];
  return `${parts.join(", ")}.`;
}

/** What kind of run it was. */
export function kindWords({ kind }: SyncView): string {
  return { full: "Sync of everything", incremental: "Check of what changed", rebuild: "Days reckoned anew" }[kind];
}
