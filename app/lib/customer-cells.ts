import type { Cell } from "./csv-text.ts";
import { decimalAmount } from "./money.ts";
import type { RfmGroup } from "./rfm.ts";

/** What a file says of a customer to date. */
export type CustomerFigures = {
  readonly customerId: string;
  readonly netSales: string | null;
  readonly orders: number;
  readonly averageOrderValue: string | null;
  readonly currency: string | null;
  readonly firstOrderOn: string | null;
  readonly lastOrderOn: string | null;
  readonly daysSince: number | null;
  readonly group: RfmGroup | null;
  readonly country: string | null;
  readonly tags: readonly string[];
};

/** What it says of the days of a range. */
export type RangeFigures = {
  readonly rangeNetSales: string;
  readonly rangeOrders: number;
  readonly rangeAverageOrderValue: string;
  readonly netSalesBefore: string | null;
};

const who = ["Customer ID", "Country", "Tags"];
const contact = ["Name", "E-mail"];
const toDate = [
  "Lifetime value",
  "Currency",
  "Orders",
  "Average order value",
  "First order",
  "Last order",
  "Days since last order",
  "Segment",
];

/** The heads of the columns. `knowsAll`: figures to date are among them; `inRange`: those of a range are. */
export function customerHeads(of: { readonly contacts: boolean; readonly knowsAll: boolean; readonly inRange: string | null }): string[] {
  const { contacts, knowsAll, inRange } = of;
  const range = ["Net sales in the range", "Orders in the range", "Average order value in the range", "Net sales before"];
  return [
    ...who,
    ...(contacts ? contact : []),
    ...(inRange === null ? [] : range.map((head) => (head.startsWith("Orders") ? head : `${head} (${inRange})`))),
    ...(knowsAll ? toDate : []),
  ];
}

export function whoCells({ customerId, country, tags }: CustomerFigures): Cell[] {
  return [customerId, country, tags.join(", ")];
}

export function toDateCells(row: CustomerFigures): Cell[] {
  const { netSales, currency, orders, averageOrderValue, firstOrderOn, lastOrderOn, daysSince, group } = row;
  const amount = (minor: string | null) => (minor === null || currency === null ? null : decimalAmount(minor, currency));
  return [amount(netSales), currency, orders, amount(averageOrderValue), firstOrderOn, lastOrderOn, daysSince, named(group)];
}

export function rangeCells({ rangeNetSales, rangeOrders, rangeAverageOrderValue, netSalesBefore }: RangeFigures, currency: string): Cell[] {
  return [
    decimalAmount(rangeNetSales, currency),
    rangeOrders,
    decimalAmount(rangeAverageOrderValue, currency),
    netSalesBefore === null ? null : decimalAmount(netSalesBefore, currency),
  ];
}

/** "Almost lost", as its page calls it. */
function named(group: RfmGroup | null): string | null {
  return group === null ? null : `${group.slice(0, 1).toUpperCase()}${group.slice(1).replaceAll("_", " ")}`;
}
