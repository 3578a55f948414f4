import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import type { Shop } from "../db/shop.ts";
import { abandonedCheckouts } from "../insights/abandonment/abandoned-checkouts.ts";
import { firstCheckout } from "../insights/abandonment/first-checkout.ts";
import { single } from "../insights/define-insight.ts";
import { type AskedCheckouts, askedCheckouts } from "../lib/checkout-query.ts";
import { csvResponse } from "../lib/csv.ts";
import type { Cell } from "../lib/csv-text.ts";
import { localTime } from "../lib/local-time.ts";
import { decimalAmount } from "../lib/money.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { withNames } from "../shopify/with-names.ts";

/** All abandoned checkouts that the address asks for, as CSV, with names as Shopify tells them on the way. Links are in no file. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const { firstDay } = single(await firstCheckout(shop, {}));
  const asked = askedCheckouts(new URL(request.url).searchParams, shop.today, firstDay ?? shop.today);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const head = ["Checkout", "Begun", "Abandoned", "Recovered", "Customer ID", "Customer", `Value (${shop.currency})`, "Units"];
  return csvResponse(context, { name: `abandoned checkouts ${asked.range.from} to ${asked.range.to}`, head, rows: rows(shop, asked) });
}

async function* rows(shop: Shop, { range: { from, to }, state, table }: AskedCheckouts): AsyncGenerator<Cell[]> {
  const asked = { from, to, at: new Date().toISOString(), state, sort: table.sort, size: null, offset: 0 };
  for await (const { row, name } of withNames(shop, abandonedCheckouts.stream(shop, asked))) {
    const { number, begunAt, abandonedAt, recoveredAt, customerId, value, units } = row;
    const [begun, abandoned, recovered] = [begunAt, abandonedAt, recoveredAt].map((at) => at && localTime(at, shop.timeZone));
    yield [number, begun ?? null, abandoned ?? null, recovered ?? null, customerId, name, decimalAmount(value, shop.currency), units];
  }
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
