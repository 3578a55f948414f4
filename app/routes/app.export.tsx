import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { salesByHour } from "../insights/sales-by-hour.ts";
import { salesOverTime } from "../insights/sales-over-time.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { decimalAmount } from "../lib/money.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const HEADS = { hour: "Hour (UTC)", day: "Day", week: "Week from", month: "Month from" } as const;

/** The points of the overview's chart as CSV: the sales of each hour, day, week or month. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { historyFrom } = await history(shop, {}).then(single);
  const asked = parseDateRange(new URL(request.url).searchParams, shop.today, historyFrom ?? shop.today);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { from, to, granularity } = asked.range;
  const points =
    granularity === "hour"
      ? salesByHour.stream(shop, { day: from })
      : salesOverTime.stream(shop, { from, to, granularity, weekStart: shop.settings.weekStart });

  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const { start, orders, netSales, totalSales } of points) {
      yield [start, orders, decimalAmount(netSales, shop.currency), decimalAmount(totalSales, shop.currency)];
    }
  }
  const head = [HEADS[granularity], "Orders", `Net sales (${shop.currency})`, `Total sales (${shop.currency})`];
  return csvResponse(context, { name: `sales by ${granularity} ${from} to ${to}`, head, rows: rows() });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
