import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { reachOf } from "../components/reach.ts";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { cohortTable } from "../insights/retention/cohort-table.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { decimalAmount } from "../lib/money.ts";
import { cohortMonths, parseRetention } from "../lib/retention-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** The cohorts that the page shows as CSV: one line a cohort and month since, with all that is told of it. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  if (reachOf(shop).kind !== "whole") return new Response("Not all orders are known: cohorts would be wrong.", { status: 409 });
  const asked = parseRetention(new URL(request.url).searchParams);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { historyFrom } = await history(shop, {}).then(single);
  const { filter, months } = asked.query;
  const span = cohortMonths(months, shop.today, historyFrom ?? shop.today);
  const cells = cohortTable.stream(shop, { ...filter, ...span, today: shop.today });

  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const cell of cells) {
      yield [
        ...[cell.cohort.slice(0, 7), cell.size, cell.since, cell.month.slice(0, 7), cell.over ? "yes" : "no"],
        ...[cell.customers, cell.retention, cell.orders, cell.ordersPerCustomer],
        ...[decimalAmount(cell.netSales, shop.currency), decimalAmount(cell.value, shop.currency)],
      ];
    }
  }
  return csvResponse(context, {
    name: `cohorts ${span.from.slice(0, 7)} to ${span.to.slice(0, 7)}`,
    head: headOf(shop.currency),
    rows: rows(),
  });
}

function headOf(currency: string): string[] {
  return [
    ...["Month of first order", "Customers", "Months since", "Month", "Month is over"],
    ...["Customers who ordered in it", "Retention", "Orders so far", "Orders per customer so far"],
    ...[`Net sales so far (${currency})`, `Value per customer so far (${currency})`],
  ];
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
