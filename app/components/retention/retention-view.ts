import type { CustomerKinds } from "../../insights/customer-kinds.ts";
import type { CohortAverage } from "../../insights/retention/cohort-averages.ts";
import type { CohortCell } from "../../insights/retention/cohort-table.ts";
import type { PurchaseRates } from "../../insights/retention/purchase-rates.ts";
import type { SalesByKind } from "../../insights/retention/sales-by-kind.ts";
import type { SecondOrderGap } from "../../insights/retention/second-order-gaps.ts";
import type { SecondOrderShare } from "../../insights/retention/second-order-shares.ts";
import type { DateRange } from "../../lib/date-range.ts";
import type { CohortShow, RetentionQuery } from "../../lib/retention-query.ts";
import type { Formats } from "../format.ts";
import { channelWords } from "../orders/order-words.ts";

/** What was asked of some days: who ordered, and whose the sales are, over all of them and over time. */
export type Period = {
  readonly kinds: CustomerKinds;
  readonly sales: SalesByKind;
  readonly rates: readonly PurchaseRates[];
  readonly points: readonly SalesByKind[];
};

export type RangeFigures = {
  readonly range: DateRange;
  readonly today: string;
  readonly now: Period;
  readonly before: Period | null;
  /** With which point of the days before each point is compared. */
  readonly pairs: readonly (number | null)[];
};

export type CohortFigures = {
  readonly query: RetentionQuery;
  /** The months of first orders that are shown, by their first days. */
  readonly from: string;
  readonly to: string;
  readonly cells: readonly CohortCell[];
  readonly averages: readonly CohortAverage[];
  /** What the cohorts are narrowed to, by name; null where the name is not known. */
  readonly valueName: string | null;
  readonly gaps: readonly SecondOrderGap[];
  readonly shares: readonly SecondOrderShare[];
};

export type CohortRow = { readonly cohort: string; readonly size: number; readonly cells: readonly CohortCell[] };

/** The cells by cohort, in the order in which they come. */
export function rowsOf(cells: readonly CohortCell[]): CohortRow[] {
  const rows = new Map<string, CohortCell[]>();
  for (const cell of cells) {
    const row = rows.get(cell.cohort);
    if (row) row.push(cell);
    else rows.set(cell.cohort, [cell]);
  }
  return [...rows].map(([cohort, row]) => ({ cohort, size: row[0]?.size ?? 0, cells: row }));
}

type Figures = Pick<CohortCell, "retention" | "value" | "ordersPerCustomer">;

/** A cell's number, as it is shown. */
export function cellWords(cell: Figures, show: CohortShow, f: Formats): string {
  if (show === "retention") return f.rate(cell.retention);
  return show === "value" ? f.money(cell.value) : f.decimal(cell.ordersPerCustomer, 2);
}

/** Of so many strengths a cell's colour is one; 0 has none. */
const STRENGTHS = 5;

/** How strongly each cell is coloured, against the strongest of those shown. Month 0 of retention, always 100%, would drown the others. */
export function strengthOf(cells: readonly Figures[], show: CohortShow): (cell: Figures & { readonly since: number }) => number {
  const height = (cell: Figures) =>
    show === "retention" ? cell.retention : show === "value" ? Number(cell.value) : cell.ordersPerCustomer;
  const isMeasured = (cell: Figures) => show !== "retention" || cell.retention < 1;
  const most = Math.max(0, ...cells.filter(isMeasured).map(height));
  return (cell) => {
    if (show === "retention" && cell.since === 0) return 0;
    return most <= 0 ? 0 : Math.min(STRENGTHS, Math.max(0, Math.ceil((height(cell) / most) * STRENGTHS)));
  };
}

export const showNames: Readonly<Record<CohortShow, string>> = {
  retention: "Retention",
  value: "Value per customer",
  orders: "Orders per customer",
};

export const filterNames = {
  all: "All customers",
  product: "First product",
  channel: "First channel",
  code: "First discount code",
  tag: "Customer tag",
} as const;

/** What a value of a dimension is called; `name` as it is known, null where it is not. */
export function valueWords(dimension: keyof typeof filterNames, value: string, name: string | null): string {
  if (dimension === "product") return name ?? (value === "0" ? "Goods without a product" : `Product ${value}`);
  if (dimension === "channel") return channelWords(value);
  return dimension === "code" && value === "" ? "No code" : value;
}
