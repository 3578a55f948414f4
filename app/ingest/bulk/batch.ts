import { isUtf8 } from "node:buffer";
import type { BulkResource } from "../../db/bulk-operation.ts";
import { insertRefusedRows, type RefusedRow } from "../../db/refused-row.ts";
import type { ShopTransaction } from "../../db.server.ts";
import type { AgreementOrders } from "../records/agreement-orders.ts";
import { kindOf } from "../records/kinds.ts";
import { isWire } from "../records/readers.ts";
import type { FactTable, ShopContext } from "../records/record.ts";
import { Refusal } from "../records/refusal.ts";
import { CopyRows } from "./copy.ts";

const orderTables = ["orders", "order_line", "agreement", "sale"] as const;

/** The tables that the lines of each export go to. */
const tablesOf: Readonly<Record<BulkResource, readonly FactTable[]>> = {
  orders_recent: orderTables,
  orders_older: orderTables,
  customers: ["customer"],
  products: ["product", "variant", "inventory_level"],
  abandoned_checkouts: ["abandoned_checkout", "abandoned_checkout_line"],
};

const REPLACEMENT = "\uFFFD";

/** Checked lines on their way to staging: rows by table, and what was refused. What one transaction takes in. */
export class Batch {
  readonly #shop: ShopContext;
  readonly #orders: AgreementOrders;
  readonly #resource: BulkResource;
  readonly #tables: ReadonlySet<FactTable>;
  readonly #rows = new Map<FactTable, CopyRows>();
  #refused: RefusedRow[] = [];

  constructor(shop: ShopContext, resource: BulkResource, orders: AgreementOrders) {
    this.#shop = shop;
    this.#orders = orders;
    this.#resource = resource;
    this.#tables = new Set(tablesOf[resource]);
  }

  get refused(): number {
    return this.#refused.length;
  }

  /** Takes in one line, or notes why it is refused. Never throws for what stands in the line. */
  take(bytes: Buffer, start: number, end: number, lineNumber: number): void {
    const line = bytes.toString("utf8", start, end);
    try {
      this.#rowsFor(parse(line, bytes, start, end), lineNumber);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refused.push({ lineNumber, reason: error.message, line });
    }
  }

  #rowsFor(wire: unknown, lineNumber: number): void {
    if (!isWire(wire)) throw new Refusal("the line is no JSON object");
    const kind = kindOf(wire);
    let rows = this.#rows.get(kind.table);
    if (rows === undefined) {
      if (!this.#tables.has(kind.table))
        throw new Refusal(`__typename does not belong in an export of ${this.#resource}: ${String(wire.__typename)}`);
      rows = new CopyRows(kind);
      this.#rows.set(kind.table, rows);
    }
    rows.add(`${lineNumber}\t${kind.row(wire, this.#shop, this.#orders)}\n`);
  }

  /** Brings everything into the operation's staging tables and forgets it. */
  async write(tx: ShopTransaction, operationId: string): Promise<void> {
    for (const rows of this.#rows.values()) if (!rows.empty) await rows.copy(tx, operationId);
    await insertRefusedRows(tx, operationId, this.#refused);
  }

  clear(): void {
    for (const rows of this.#rows.values()) rows.clear();
    this.#refused = [];
  }
}

function parse(line: string, bytes: Buffer, start: number, end: number): unknown {
  if (line.includes(REPLACEMENT) && !isUtf8(bytes.subarray(start, end))) throw new Refusal("the line is no UTF-8");
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Refusal(`the line is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
