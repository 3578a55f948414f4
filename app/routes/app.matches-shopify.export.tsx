import type { AppLoadContext, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { figureNames as titles } from "../components/matching/figure-names.ts";
import { comparable, dayProblem } from "../components/matching/matching-view.ts";
import { reachOf } from "../components/reach.ts";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { compareDays, compareSales } from "../insights/matching/compare.ts";
import { dailyFigures } from "../insights/matching/daily-figures.ts";
import { salesOfDay } from "../insights/matching/sales-of-day.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { type Days, parseDateRange } from "../lib/date-range.ts";
import { decimalAmount } from "../lib/money.ts";
import { asReported, type FigureName, isCount } from "../lib/report-figures.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { type Outcome, outcomeOf } from "../shopify/reports/outcome.ts";
import { salesOfReport, salesReport } from "../shopify/reports/sales-report.ts";

const BAD_GATEWAY = 502;

/** Both sides as CSV, a number a row: of each day of the address's range, or with `day=` of each sale of that day. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const day = searchParams.get("day");
  if (day !== null) {
    const problem = dayProblem(day, shop.today, reachOf(shop));
    return problem === null ? file(context, `sales of ${day}`, await bySale(shop, day)) : wrong(problem);
  }
  const { historyFrom } = await history(shop, {}).then(single);
  const asked = parseDateRange(searchParams, shop.today, historyFrom ?? shop.today);
  if ("problem" in asked) return wrong(asked.problem);
  const days = comparable(asked.range, reachOf(shop));
  if (days === null) return wrong("Tillwise does not know the orders of these days yet.");
  return file(context, `Shopify and Tillwise ${days.from} to ${days.to}`, await byDay(shop, days));
}

type Table = { readonly head: readonly string[]; readonly rows: AsyncIterable<Cell[]> };

function byDay(shop: Shop, days: Days): Promise<Outcome<Table>> {
  return outcomeOf(shop.domain, async (signal) => {
    const compared = compareDays(await salesReport(shop, days, signal), await dailyFigures(shop, days));
    async function* rows(): AsyncGenerator<Cell[]> {
      for (const { day, shopify, ours } of compared.days) {
        for (const [at, name] of compared.told.entries()) yield [day, ...cells(shop, name, shopify[at] ?? "0", ours[at] ?? "0")];
      }
    }
    return { head: ["Day", "Number", "Shopify", "Tillwise", "Difference"], rows: rows() };
  });
}

function bySale(shop: Shop, day: string): Promise<Outcome<Table>> {
  return outcomeOf(shop.domain, async (signal) => {
    const compared = compareSales((await salesOfReport(shop, day, signal)).sales, await salesOfDay(shop, { day }));
    async function* rows(): AsyncGenerator<Cell[]> {
      for (const { orderName, saleId, lineType, pairs } of compared) {
        for (const { name, shopify, ours } of pairs) yield [orderName, saleId, lineType, ...cells(shop, name, shopify, ours)];
      }
    }
    return { head: ["Order", "Sale", "Line type", "Number", "Shopify", "Tillwise", "Difference"], rows: rows() };
  });
}

function cells({ currency }: Shop, name: FigureName, shopify: string, ours: string): Cell[] {
  const written = (value: string) => (isCount(name) ? value : decimalAmount(asReported(name, value), currency));
  return [titles[name], written(shopify), written(ours), written(String(BigInt(ours) - BigInt(shopify)))];
}

function file(context: AppLoadContext, name: string, outcome: Outcome<Table>): Response {
  if (outcome.kind === "answered") return csvResponse(context, { name, head: outcome.answer.head, rows: outcome.answer.rows });
  const said = outcome.kind === "failed" ? `${outcome.what} ${outcome.remedy}` : "Shopify does not let Tillwise read its reports yet.";
  return new Response(said, { status: BAD_GATEWAY });
}

function wrong(problem: string): Response {
  return new Response(problem, { status: 400 });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
