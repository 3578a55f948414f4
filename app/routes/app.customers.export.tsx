import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { comparedDays, reachOf } from "../components/reach.ts";
import type { Shop } from "../db/shop.ts";
import { customerCount } from "../insights/customers/customer-count.ts";
import { customerList } from "../insights/customers/customer-list.ts";
import { customersByNumber } from "../insights/customers/customers-by-number.ts";
import { customersInRange } from "../insights/customers/customers-in-range.ts";
import { prospectList } from "../insights/customers/prospect-list.ts";
import { prospects } from "../insights/customers/prospects.ts";
import { rfmCells } from "../insights/customers/rfm-cells.ts";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { type CustomerFigures, customerHeads, type RangeFigures, rangeCells, toDateCells, whoCells } from "../lib/customer-cells.ts";
import { type AskedCustomers, askedCustomers } from "../lib/customer-query.ts";
import { customersIn } from "../lib/rfm.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { mayReadContacts, type Told, withContacts } from "../shopify/customer-contacts.ts";
import { findCustomers } from "../shopify/customer-search.ts";

type Row = CustomerFigures & Partial<RangeFigures>;
type Rows = { readonly stream: AsyncIterable<Row>; readonly first: string | null; readonly total: number };

const NOT_TOLD = "Shopify did not tell";
const inOrder = { column: "id", descending: false } as const;

/**
 * The customers that the list shows, all pages of them, as CSV in the order of their numbers. Names and e-mails come from Shopify on the
 * way; where the app may not read them there are figures alone.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { historyFrom } = single(await history(shop, {}));
  const knowsAll = reachOf(shop).kind === "whole";
  const firstDay = historyFrom ?? shop.today;
  const asked = askedCustomers(new URL(request.url).searchParams, { today: shop.today, firstDay, knowsAll });
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { signal } = request;
  const rows = await rowsOf(shop, asked);
  if (rows === null) return new Response("Shopify does not tell whom the search means. Try again, or look for a number.", { status: 502 });
  const contacts = rows.first !== null && (await mayReadContacts({ domain: shop.domain, signal }, rows.first));
  const inRange = asked.kind === "range" ? shop.currency : null;

  async function* cells({ stream, total }: Rows): AsyncGenerator<Cell[]> {
    const { customers } = single(await prospects(shop, {}));
    const extent = { rows: total, customers };
    const told = contacts ? withContacts({ domain: shop.domain, signal }, stream, extent) : figuresAlone(stream);
    for await (const { row, contact } of told) {
      const inDays = isOfRange(row) ? rangeCells(row, shop.currency) : [];
      yield [...whoCells(row), ...(contacts ? contactCells(contact) : []), ...inDays, ...(knowsAll ? toDateCells(row) : [])];
    }
  }
  const { from, to } = asked.range;
  const days = { range: `who ordered ${from} to ${to}`, found: `found ${shop.today}`, all: `to ${shop.today}` }[asked.kind];
  return csvResponse(context, {
    name: `customers ${asked.group ?? ""} ${days}`,
    head: customerHeads({ contacts, knowsAll, inRange }),
    rows: cells(rows),
  });
}

/** Null where they are to be found by a search and Shopify does not answer it. */
async function rowsOf(shop: Shop, asked: AskedCustomers): Promise<Rows | null> {
  if (asked.kind === "found") {
    const answer = await findCustomers(shop, asked.words);
    if (answer.kind !== "found") return null;
    const rows = await customersByNumber(shop, { today: shop.today, ids: [...answer.ids], sort: inOrder });
    return { stream: oneByOne(rows), first: rows[0]?.customerId ?? null, total: rows.length };
  }
  const { group, range } = asked;
  const all = { today: shop.today, group, sort: inOrder, limit: null, offset: 0 };
  if (asked.kind === "range") {
    const before = comparedDays(shop, range);
    const params = { ...all, from: range.from, to: range.to, before };
    const [first] = await customersInRange(shop, { ...params, before: null, limit: 1 });
    return { stream: customersInRange.stream(shop, params), first: first?.customerId ?? null, total: first?.total ?? 0 };
  }
  if (group === "prospects") {
    const [first] = await prospectList(shop, { ...all, limit: 1 });
    return { stream: prospectList.stream(shop, all), first: first?.customerId ?? null, total: single(await prospects(shop, {})).prospects };
  }
  const [first] = await customerList(shop, { ...all, limit: 1 });
  const total = group === null ? single(await customerCount(shop, {})).customers : customersIn(group, await rfmCells(shop, {}));
  return { stream: customerList.stream(shop, all), first: first?.customerId ?? null, total };
}

async function* oneByOne(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

async function* figuresAlone(rows: AsyncIterable<Row>): AsyncGenerator<{ row: Row; contact: Told }> {
  for await (const row of rows) yield { row, contact: "not told" };
}

function contactCells(contact: Told): Cell[] {
  if (contact === "not told") return [NOT_TOLD, null];
  return contact === "unknown" ? [null, null] : [contact.name, contact.email];
}

function isOfRange(row: Row): row is Row & RangeFigures {
  return row.rangeNetSales !== undefined;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
