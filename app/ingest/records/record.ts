import type { Wire } from "./readers.ts";

/** What a normalizer may know besides the record itself. */
export type ShopContext = { readonly id: string; readonly currency: string; readonly timeZone: string };

/** The orders of the agreements that were read last: a sale names its agreement only. Two generations keep it small however long a file is. */
export class AgreementOrders {
  #recent = new Map<string, string>();
  #before = new Map<string, string>();

  remember(agreementId: string, orderId: string): void {
    this.#recent.set(agreementId, orderId);
    if (this.#recent.size < REMEMBERED) return;
    this.#before = this.#recent;
    this.#recent = new Map();
  }

  find(agreementId: string): string | undefined {
    return this.#recent.get(agreementId) ?? this.#before.get(agreementId);
  }
}

const REMEMBERED = 10_000;

/** The tables of facts, whose staged twins have the same names. */
export type FactTable =
  | "orders"
  | "order_line"
  | "agreement"
  | "sale"
  | "customer"
  | "product"
  | "variant"
  | "inventory_level"
  | "abandoned_checkout"
  | "abandoned_checkout_line";

/**
 * A kind of record: where it goes, the staged columns in order, and `row`, which is pure: from the wire to those columns in COPY's text
 * format, parted by tabs, but for what agreements leave in `orders` for their sales. It checks as it goes and throws a Refusal that names
 * the field.
 */
export type RecordKind = {
  readonly table: FactTable;
  readonly columns: readonly string[];
  readonly row: (wire: Wire, shop: ShopContext, orders: AgreementOrders) => string;
};
