import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { reachOf } from "../components/reach.ts";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { orderList } from "../insights/orders/order-list.ts";
import { csvResponse } from "../lib/csv.ts";
import { orderCells, orderHeads } from "../lib/order-cells.ts";
import { type AskedOrders, askedOrders, filtersOf, orderParams } from "../lib/order-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { customersOfSearch } from "../shopify/customers-of-search.ts";
import { withNames } from "../shopify/with-names.ts";

/** The orders that the list shows, all pages of them, as CSV: row by row, with the customers' names as Shopify tells them on the way. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const params = orderParams(new URL(request.url).searchParams);
  const { historyFrom } = single(await history(shop, {}));
  const knowsFirst = reachOf(shop).kind === "whole";
  const asked = askedOrders(params, { today: shop.today, firstDay: historyFrom ?? shop.today, knowsFirst });
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });

  return csvResponse(context, { name: `orders ${asked.range.from} to ${asked.range.to}`, head: orderHeads, rows: rows(shop, asked) });
}

async function* rows(shop: Shop, { range, query, table }: AskedOrders) {
  const { ids } = await customersOfSearch(shop, query.search);
  const orders = orderList.stream(shop, { ...filtersOf(query, range, ids), sort: table.sort });
  const knowsPlace = reachOf(shop).kind === "whole";
  for await (const { row, name } of withNames(shop, orders)) yield orderCells(row, name, shop.timeZone, knowsPlace);
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
