import type { Clock } from "../clock.ts";

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED" | "EXPIRED";
export type BulkErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

/** Statuses that hold one of the slots of app and shop. */
const UNDER_WAY: ReadonlySet<BulkStatus> = new Set(["CREATED", "RUNNING", "CANCELING"]);

/** A file that an operation left: where it lies, and the address under which it is served. */
export type BulkFile = { readonly path: string; readonly url: string; readonly size: number };

/** One bulk operation; its public fields are those of the schema's BulkOperation, counts as strings of digits. */
export class BulkOperation {
  readonly [field: string]: unknown;
  readonly __typename = "BulkOperation";
  readonly type = "QUERY";
  readonly id: string;
  readonly query: string;
  readonly createdAt: string;
  status: BulkStatus = "CREATED";
  errorCode: BulkErrorCode | null = null;
  completedAt: string | null = null;
  completedAtMs: number | null = null;
  objects = 0;
  rootObjects = 0;
  file: BulkFile | null = null;
  /** So many addresses of the file have expired before their time: whoever asks again is given the next. */
  expiredAddresses = 0;
  /** Why the stand-in ended it, for whoever looks at the control pages. */
  reason: string | null = null;

  constructor(id: string, query: string, createdAtMs: number) {
    this.id = id;
    this.query = query;
    this.createdAt = instant(createdAtMs);
  }

  get objectCount(): string {
    return String(this.objects);
  }

  get rootObjectCount(): string {
    return String(this.rootObjects);
  }

  get fileSize(): string | null {
    return this.file === null ? null : String(this.file.size);
  }

  get url(): string | null {
    if (this.status !== "COMPLETED" || this.file === null) return null;
    return this.expiredAddresses === 0 ? this.file.url : `${this.file.url}?address=${this.expiredAddresses}`;
  }

  get partialDataUrl(): string | null {
    return this.status === "COMPLETED" ? null : (this.file?.url ?? null);
  }

  get isUnderWay(): boolean {
    return UNDER_WAY.has(this.status);
  }

  end(status: BulkStatus, atMs: number, file: BulkFile | null): void {
    this.status = status;
    this.completedAt = instant(atMs);
    this.completedAtMs = atMs;
    this.file = this.objects === 0 ? null : file;
  }
}

/** The bulk operations of one shop, oldest first. */
export class BulkOperations {
  readonly #clock: Clock;
  readonly #operations: BulkOperation[] = [];
  #lastId: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    // Begins where no earlier run of the stand-in has been: the app may still remember that run's operations.
    this.#lastId = clock.now();
  }

  get all(): readonly BulkOperation[] {
    return this.#operations;
  }

  get underWay(): readonly BulkOperation[] {
    return this.#operations.filter((each) => each.isUnderWay);
  }

  find(id: string): BulkOperation | undefined {
    return this.#operations.find((each) => each.id === id);
  }

  create(query: string): BulkOperation {
    this.#lastId += 1;
    const operation = new BulkOperation(`gid://shopify/BulkOperation/${this.#lastId}`, query, this.#clock.now());
    this.#operations.push(operation);
    return operation;
  }

  /** Asks all that are under way to end; they do so at their next step. */
  cancelAll(): void {
    for (const operation of this.underWay) operation.status = "CANCELING";
  }
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}
