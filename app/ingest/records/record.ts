import type { AgreementOrders } from "./agreement-orders.ts";
import type { Wire } from "./readers.ts";

/** What a normalizer may know besides the record itself. */
export type ShopContext = { readonly id: string; readonly currency: string; readonly timeZone: string };

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
