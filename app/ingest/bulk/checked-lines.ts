import { isUtf8 } from "node:buffer";
import type { BulkResource } from "../../db/bulk-operation.ts";
import type { RefusedRow } from "../../db/refused-row.ts";
import { AgreementOrders } from "../records/agreement-orders.ts";
import { kindOf } from "../records/kinds.ts";
import { isWire } from "../records/readers.ts";
import type { FactTable, ShopContext } from "../records/record.ts";
import { Refusal } from "../records/refusal.ts";
import { type Blocks, CopyRows, type EncodedRows } from "./copy-rows.ts";

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
/** How the reasons begin for which a line is refused that was damaged on its way: not the record is wrong, but the file. */
export const UNREADABLE = "the line is no ";

const KEPT_OF_A_LINE = 2_000;

/** Lines that were checked, on their way to staging: rows by table, and what was refused. */
export type CheckedBatch = { readonly rows: readonly EncodedRows[]; readonly refused: readonly RefusedRow[] };

/** Checks the lines of one file and encodes them. */
export class CheckedLines {
  readonly #shop: ShopContext;
  readonly #resource: BulkResource;
  readonly #tables: ReadonlySet<FactTable>;
  readonly #blocks: Blocks;
  readonly #orders = new AgreementOrders();
  readonly #rows = new Map<FactTable, CopyRows>();
  #refused: RefusedRow[] = [];

  constructor(shop: ShopContext, resource: BulkResource, blocks: Blocks) {
    this.#shop = shop;
    this.#resource = resource;
    this.#tables = new Set(tablesOf[resource]);
    this.#blocks = blocks;
  }

  /** Takes in one line, or notes why it is refused. Never throws for what stands in the line. */
  add(bytes: Buffer, start: number, end: number, lineNumber: number): void {
    const line = bytes.toString("utf8", start, end);
    try {
      this.#encode(parse(line, bytes, start, end), lineNumber);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refused.push({ lineNumber, reason: error.message, line: line.slice(0, KEPT_OF_A_LINE) });
    }
  }

  /** What has come in since the last call. */
  take(): CheckedBatch {
    const refused = this.#refused;
    this.#refused = [];
    return { rows: [...this.#rows.values()].map((rows) => rows.take()), refused };
  }

  #encode(wire: unknown, lineNumber: number): void {
    if (!isWire(wire)) throw new Refusal(`${UNREADABLE}JSON object`);
    const kind = kindOf(wire);
    let rows = this.#rows.get(kind.table);
    if (rows === undefined) {
      if (!this.#tables.has(kind.table))
        throw new Refusal(`__typename does not belong in an export of ${this.#resource}: ${String(wire.__typename)}`);
      rows = new CopyRows(kind, this.#blocks);
      this.#rows.set(kind.table, rows);
    }
    rows.add(`${lineNumber}\t${kind.row(wire, this.#shop, this.#orders)}\n`);
  }
}

function parse(line: string, bytes: Buffer, start: number, end: number): unknown {
  if (line.includes(REPLACEMENT) && !isUtf8(bytes.subarray(start, end))) throw new Refusal(`${UNREADABLE}UTF-8`);
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Refusal(`${UNREADABLE}JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
