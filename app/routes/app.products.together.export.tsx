import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { boughtTogether } from "../insights/products/bought-together.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { askedPairs } from "../lib/product-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** All pairs of products above the floors, as CSV. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { historyFrom } = single(await history(shop, {}));
  const asked = askedPairs(new URL(request.url).searchParams, shop.today, historyFrom ?? shop.today);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { range, floors, table } = asked;
  const { from, to } = range;
  const { column: sort, descending } = table.sort;
  const limits = { productId: null, pairOrders: floors.pair, productOrders: floors.product, limit: null, offset: 0 };
  const found = boughtTogether.stream(shop, { from, to, ...limits, sort, descending });

  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const row of found) {
      yield [
        ...[row.title, row.productId, row.otherTitle, row.otherId, row.orders, row.productOrders, row.otherOrders],
        ...[row.support, row.confidence, row.confidenceBack, row.lift],
      ];
    }
  }
  const head = [
    ...["First product", "First ID", "Second product", "Second ID", "Orders with both", "Orders with the first", "Orders with the second"],
    ...["Support", "Confidence first to second", "Confidence second to first", "Lift"],
  ];
  return csvResponse(context, { name: `bought together ${from} to ${to}`, head, rows: rows() });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
