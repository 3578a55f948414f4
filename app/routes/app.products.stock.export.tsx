import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { stock } from "../insights/products/stock.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { askedStock } from "../lib/product-query.ts";
import { variantTitleOf } from "../lib/variant-title.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** The rows of the stock, all pages of them, as CSV. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const asked = askedStock(new URL(request.url).searchParams);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { table, ...filters } = asked;
  const { column: sort, descending } = table.sort;
  const found = stock.stream(shop, { ...filters, today: shop.today, sort, descending, limit: null, offset: 0 });

  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const row of found) {
      yield [
        ...[row.title, variantTitleOf(row.variantTitle), row.sku, row.productId, row.variantId, row.tracked ? "yes" : "no"],
        ...[row.tracked ? row.available : null, row.tracked ? row.onHand : null, row.unitsADay, row.daysLeft, row.lastSoldOn],
      ];
    }
  }
  const head = [
    ...["Product", "Variant", "SKU", "Product ID", "Variant ID", "Tracked"],
    ...["Available", "On hand", "Units a day", "Days left", "Last sold on"],
  ];
  return csvResponse(context, { name: `stock ${shop.today}`, head, rows: rows() });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
