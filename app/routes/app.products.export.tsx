import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { performanceWords } from "../components/products/performance-words.ts";
import { comparedDays } from "../components/reach.ts";
import { single } from "../insights/define-insight.ts";
import { history } from "../insights/history.ts";
import { productPerformance } from "../insights/products/product-performance.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { decimalAmount } from "../lib/money.ts";
import { askedProducts } from "../lib/product-query.ts";
import { variantTitleOf } from "../lib/variant-title.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** The rows of the products' table, all pages of them, as CSV. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { historyFrom } = single(await history(shop, {}));
  const asked = askedProducts(new URL(request.url).searchParams, shop.today, historyFrom ?? shop.today);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const { range, by, search, table } = asked;
  const { from, to } = range;
  const before = comparedDays(shop, range);
  const { column: sort, descending } = table.sort;
  const found = productPerformance.stream(shop, { from, to, before, by, search, sort, descending, limit: null, offset: 0 });
  const money = (amount: string) => decimalAmount(amount, shop.currency);

  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const row of found) {
      yield [
        ...[
          performanceWords(row, by),
          variantTitleOf(row.variantTitle),
          row.sku,
          row.productId,
          row.variantId,
          row.units,
          row.unitsReturned,
        ],
        ...[row.grossSales, row.discounts, row.returns].map(money),
        ...[row.returnRate, money(row.netSales), row.share, before === null ? null : money(row.netBefore)],
      ];
    }
  }
  const head = [
    ...["Name", "Variant", "SKU", "Product ID", "Variant ID", "Units", "Units returned", "Gross sales", "Discounts", "Returns"],
    ...["Return rate", "Net sales", "Share of net sales", "Net sales before"],
  ];
  return csvResponse(context, { name: `products by ${by} ${from} to ${to}`, head, rows: rows() });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
