import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { reachOf } from "../components/reach.ts";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { salesByCode } from "../insights/discounts/sales-by-code.ts";
import { history } from "../insights/history.ts";
import { type AskedCodes, askedCodes } from "../lib/code-query.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { decimalAmount } from "../lib/money.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** All discount codes of the range that the address names, as CSV, sorted as the page is. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { historyFrom } = single(await history(shop, {}));
  const asked = askedCodes(new URL(request.url).searchParams, shop.today, historyFrom ?? shop.today);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const amounts = ["Gross sales", "Net sales", "Discount given", "Discount per order"].map((name) => `${name} (${shop.currency})`);
  const head = ["Code", "Orders", ...amounts, "Discount rate", ...(knowsFirst(shop) ? ["New customers"] : [])];
  return csvResponse(context, { name: `discount codes ${asked.range.from} to ${asked.range.to}`, head, rows: rows(shop, asked) });
}

/** Where older orders are out of reach it is not known who is new. */
function knowsFirst(shop: Shop): boolean {
  return reachOf(shop).kind === "whole";
}

async function* rows(shop: Shop, { range: { from, to }, table }: AskedCodes): AsyncGenerator<Cell[]> {
  for await (const row of salesByCode.stream(shop, { from, to, sort: table.sort, size: null, offset: 0 })) {
    const amounts = [row.grossSales, row.netSales, row.discounts].map((amount) => decimalAmount(amount, shop.currency));
    const average = row.averageDiscount === null ? null : decimalAmount(row.averageDiscount, shop.currency);
    yield [row.code, row.orders, ...amounts, average, row.discountRate, ...(knowsFirst(shop) ? [row.firstOrders] : [])];
  }
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
