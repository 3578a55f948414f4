/** The numbers that are compared, in the order of the ladder, by the names of the simulator's books; counts are not money. */
export const figureNames = [
  "orders",
  "gross_sales",
  "discounts",
  "returns",
  "net_sales",
  "shipping_charges",
  "duties",
  "fees",
  "taxes",
  "total_sales",
  "tips",
  "gift_cards",
  "units_sold",
  "units_returned",
] as const;

export type FigureName = (typeof figureNames)[number];

/** Money in minor units. */
export type Figures = Readonly<Record<FigureName, bigint>>;

export const labels: Readonly<Record<FigureName, string>> = {
  orders: "Orders",
  gross_sales: "Gross sales",
  discounts: "Discounts",
  returns: "Returns",
  net_sales: "Net sales",
  shipping_charges: "Shipping",
  duties: "Duties",
  fees: "Fees",
  taxes: "Taxes",
  total_sales: "Total sales",
  tips: "Tips",
  gift_cards: "Gift cards sold",
  units_sold: "Units sold",
  units_returned: "Units returned",
};

const counts: readonly FigureName[] = ["orders", "units_sold", "units_returned"];

export const noFigures: Figures = {
  orders: 0n,
  gross_sales: 0n,
  discounts: 0n,
  returns: 0n,
  net_sales: 0n,
  shipping_charges: 0n,
  duties: 0n,
  fees: 0n,
  taxes: 0n,
  total_sales: 0n,
  tips: 0n,
  gift_cards: 0n,
  units_sold: 0n,
  units_returned: 0n,
};

/** Sums each figure. */
export function sumOf(rows: Iterable<Figures>): Figures {
  const sum = { ...noFigures };
  for (const row of rows) for (const name of figureNames) sum[name] += row[name];
  return sum;
}

/** A figure as a person reads it: "10,655,622.48" of 1065562248 pence, "19,959" of as many orders. */
export function printed(name: FigureName, value: bigint, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const decimals = counts.includes(name) ? 0 : (format.resolvedOptions().maximumFractionDigits ?? 2);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}
