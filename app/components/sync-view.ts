/** A sync as a page shows it: what `app/db/sync-run.ts` reads, without what is none of a view's business. */
export type OperationView = {
  readonly id: string;
  readonly resource: "orders_recent" | "orders_older" | "customers" | "products" | "abandoned_checkouts";
  readonly status: "waiting" | "exporting" | "loading" | "loaded" | "failed" | "cancelled";
  readonly objectCount: number | null;
  readonly rootObjectCount: number | null;
  readonly fileSize: number | null;
  readonly attempts: number;
  readonly bytesRead: number;
  readonly linesRead: number;
  readonly merged: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly older: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly orphaned: number;
  readonly unbalanced: number;
  readonly submittedAt: Date | null;
  readonly exportedAt: Date | null;
  readonly stagedAt: Date | null;
  readonly loadedAt: Date | null;
  readonly error: string | null;
  readonly remedy: string | null;
};

export type SyncView = {
  readonly id: string;
  /** Of everything, of what changed, or of the days that another time zone makes of what is stored. */
  readonly kind: "full" | "incremental" | "rebuild";
  readonly status: "requested" | "exporting" | "loading" | "refreshing" | "done" | "failed" | "cancelled";
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly durationMs: number | null;
  readonly error: string | null;
  readonly remedy: string | null;
  /** Records that were found to be deleted, and that nothing had told before. */
  readonly deleted: number;
  /** Orders that are kept as they were last seen, for the app cannot see them any more; null where it sees all. */
  readonly outOfReach: number | null;
  readonly operations: readonly OperationView[];
};

/** The run that is under way and the one that ended last; null where there is none. */
export type SyncState = { readonly current: SyncView | null; readonly last: SyncView | null };

/** What the status, and all that is counted of a page's data, hangs on: when it changes, the page's numbers may have. */
export function stageOf({ current, last }: SyncState): string {
  const loaded = current?.operations.filter(({ status }) => status === "loaded").length ?? 0;
  return `${current?.id ?? "none"}/${loaded}/${last?.id ?? "none"}`;
}

const READING = 0.6;

/** How much of one operation is done, from 0 to 1. Reading its file counts for 0.6, merging its records for the rest. */
export function shareDone(operation: OperationView): number {
  const { status, fileSize, bytesRead, stagedAt, rootObjectCount, merged } = operation;
  if (status === "loaded") return 1;
  if (status !== "loading") return 0;
  const read = stagedAt !== null ? 1 : Math.min(1, bytesRead / Math.max(1, fileSize ?? 0));
  return READING * read + (1 - READING) * Math.min(1, merged / Math.max(1, rootObjectCount ?? 0));
}

/** How much of the whole run is done, in whole percent; each operation by the objects that it has. */
export function percentDone(operations: readonly OperationView[]): number {
  const weights = operations.map(({ objectCount }) => Math.max(1, objectCount ?? 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const done = operations.reduce((sum, operation, index) => sum + (weights[index] ?? 0) * shareDone(operation), 0);
  return whole === 0 ? 0 : Math.floor((100 * done) / whole);
}

/** Whether every object that Shopify announced is accounted for: read, and then applied, found there already, or refused with a reason. */
export function isComplete(operation: OperationView): boolean {
  const { objectCount, linesRead, applied, unchanged, older, duplicate, refused, orphaned } = operation;
  return objectCount === linesRead && linesRead === applied + unchanged + older + duplicate + refused + orphaned;
}
