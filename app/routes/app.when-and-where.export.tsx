import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { channelWords } from "../components/orders/order-words.ts";
import type { Shop } from "../db/shop.ts";
import { salesByLikeness } from "../insights/breakdown/sales-by-likeness.ts";
import { salesByWeekdayAndHour } from "../insights/breakdown/sales-by-weekday-and-hour.ts";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { type Days, parseDateRange } from "../lib/date-range.ts";
import { type AskedLikeness, askedLikeness } from "../lib/likeness-query.ts";
import { decimalAmount } from "../lib/money.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** The tables of “When and where” as CSV: `by=week` the hours of the week, else all rows of the table that the address shows. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const { historyFrom } = single(await history(shop, {}));
  const firstDay = historyFrom ?? shop.today;
  if (searchParams.get("by") === "week") {
    const asked = parseDateRange(searchParams, shop.today, firstDay);
    if ("problem" in asked) return new Response(asked.problem, { status: 400 });
    const { from, to } = asked.range;
    const head = ["Weekday (1 is Monday)", "Hour", "Days in the range", "Orders", ...amountHeads(shop)];
    return csvResponse(context, { name: `hours of the week ${from} to ${to}`, head, rows: hours(shop, { from, to }) });
  }
  const asked = askedLikeness(searchParams, shop.today, firstDay);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { by, range } = asked;
  const head = [
    `${by.slice(0, 1).toUpperCase()}${by.slice(1)}`,
    "Orders",
    "First orders",
    ...amountHeads(shop),
    "Share of net sales",
    `Average order value (${shop.currency})`,
  ];
  return csvResponse(context, { name: `sales by ${by} ${range.from} to ${range.to}`, head, rows: rows(shop, asked) });
}

function amountHeads({ currency }: Shop): string[] {
  return [`Net sales (${currency})`, `Total sales (${currency})`];
}

async function* hours(shop: Shop, range: Days): AsyncGenerator<Cell[]> {
  for await (const { weekday, hour, days, orders, netSales, totalSales } of salesByWeekdayAndHour.stream(shop, range)) {
    yield [weekday, hour, days, orders, decimalAmount(netSales, shop.currency), decimalAmount(totalSales, shop.currency)];
  }
}

async function* rows(shop: Shop, { range: { from, to }, by, table }: AskedLikeness): AsyncGenerator<Cell[]> {
  const asked = { from, to, by, before: null, sort: table.sort, size: null, offset: 0 };
  for await (const row of salesByLikeness.stream(shop, asked)) {
    const { value, orders, firstOrders, netSales, totalSales, share, averageOrderValue } = row;
    const amounts = [netSales, totalSales].map((amount) => decimalAmount(amount, shop.currency));
    yield [
      by === "channel" ? channelWords(value) : value,
      orders,
      firstOrders,
      ...amounts,
      share,
      averageOrderValue === null ? null : decimalAmount(averageOrderValue, shop.currency),
    ];
  }
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
