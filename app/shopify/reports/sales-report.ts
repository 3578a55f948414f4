import { addDays, countDays } from "../../lib/calendar.ts";
import { type FigureName, figureNames, type SomeFigures } from "../../lib/report-figures.ts";
import { columns, figuresOf } from "./columns.ts";
import { askShopifyql, ReportRefused, type ReportRow } from "./shopifyql.ts";

type Shop = { readonly domain: string; readonly currency: string };
type Days = { readonly from: string; readonly to: string };

export type ReportedDay = { readonly day: string } & SomeFigures;
export type ReportedSale = {
  readonly saleId: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly lineType: string;
} & SomeFigures;

const MOST_ROWS = 1_000;
const MOST_SALES = 50_000;

/** What Shopify's own report says of each day of a range, the days without a sale included. Throws a ShopifyError. */
export async function salesReport(shop: Shop, { from, to }: Days, signal?: AbortSignal): Promise<ReportedDay[]> {
  const days: ReportedDay[] = [];
  for (let start = from; start <= to; start = addDays(start, MOST_ROWS)) {
    const last = countDays(start, to) > MOST_ROWS ? addDays(start, MOST_ROWS - 1) : to;
    const { rows, asked } = await askKnown(
      shop.domain,
      figureNames,
      signal,
      (shown) => `FROM sales SHOW ${shown} TIMESERIES day SINCE ${start} UNTIL ${last} ORDER BY day LIMIT ${MOST_ROWS}`,
    );
    days.push(...rows.map((row) => ({ day: dayOf(row), ...figuresOf(row, asked, shop.currency) })));
  }
  return days;
}

/**
 * The sales that Shopify's report has on one day, one by one. `isWhole` is false where it has more than can be asked for at once.
 * Throws a ShopifyError.
 */
export async function salesOfReport(shop: Shop, day: string, signal?: AbortSignal): Promise<{ sales: ReportedSale[]; isWhole: boolean }> {
  const bySale = figureNames.filter((id) => id !== "orders");
  const { rows, asked } = await askKnown(
    shop.domain,
    bySale,
    signal,
    (shown) =>
      `FROM sales SHOW ${shown} GROUP BY sale_id, order_id, order_name, line_type SINCE ${day} UNTIL ${day} ORDER BY sale_id LIMIT ${MOST_SALES}`,
  );
  const sales = rows.map((row) => ({ ...identity(row), ...figuresOf(row, asked, shop.currency) }));
  return { sales, isWhole: rows.length < MOST_SALES };
}

/** Asks for the columns; where Shopify does not know one by name, asks again without it. */
async function askKnown(
  domain: string,
  wanted: readonly FigureName[],
  signal: AbortSignal | undefined,
  query: (shown: string) => string,
): Promise<{ rows: ReportRow[]; asked: readonly FigureName[] }> {
  for (let asked = wanted; ; ) {
    try {
      return { rows: await askShopifyql(domain, query(asked.map((id) => columns[id].name).join(", ")), signal), asked };
    } catch (error) {
      const unknown =
        error instanceof ReportRefused ? asked.filter((id) => error.said.some((words) => words.includes(`\`${columns[id].name}\``))) : [];
      if (unknown.length === 0 || unknown.length === asked.length) throw error;
      asked = asked.filter((id) => !unknown.includes(id));
    }
  }
}

/** A day may come as a date or as an instant at its beginning. */
function dayOf(row: ReportRow): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(row.day ?? "")?.[0];
  if (day === undefined) throw new ReportRefused([`“${row.day ?? ""}” in the column day is no date`]);
  return day;
}

/** Ids come as numbers or as gids. */
function identity(row: ReportRow) {
  const tail = (name: string) => {
    const id = /(\d+)$/.exec(row[name] ?? "")?.[1];
    if (id === undefined) throw new ReportRefused([`“${row[name] ?? ""}” in the column ${name} is no id`]);
    return id;
  };
  return {
    saleId: tail("sale_id"),
    orderId: tail("order_id"),
    orderName: row.order_name ?? "",
    lineType: (row.line_type ?? "").toUpperCase(),
  };
}
