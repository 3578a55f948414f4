import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { reachOf } from "../components/reach.ts";
import { type CustomerOrder, customerOrders } from "../insights/customers/customer-orders.ts";
import { customerRecord } from "../insights/customers/customer-record.ts";
import { csvResponse } from "../lib/csv.ts";
import { askedCustomerOrders, isCustomerId } from "../lib/customer-query.ts";
import { localTime } from "../lib/local-time.ts";
import { decimalAmount } from "../lib/money.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** All orders of one customer, as CSV. Of whom the shop has none, or has forgotten, there is no file: 404. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const customerId = params.id ?? "";
  const asked = askedCustomerOrders(new URL(request.url).searchParams);
  if ("problem" in asked) return new Response(asked.problem, { status: 400 });
  const [record] = isCustomerId(customerId) ? await customerRecord(shop, { customerId, today: shop.today }) : [];
  if (record === undefined || record.redactedAt !== null) return new Response("Tillwise knows no such customer.", { status: 404 });
  const found = customerOrders.stream(shop, { customerId, sort: asked.table.sort, limit: null, offset: 0 });
  const knowsPlace = reachOf(shop).kind === "whole";

  async function* rows() {
    for await (const row of found) yield cellsOf(row, shop.timeZone, knowsPlace);
  }
  return csvResponse(context, { name: `orders of customer ${customerId}`, head, rows: rows() });
}

const head = [
  ...["Order", "Placed at", "Customer's order no.", "Counts as", "Payment", "Fulfillment", "Cancelled"],
  ...["Units", "Net sales", "Order total", "Currency"],
];

function cellsOf(order: CustomerOrder, timeZone: string, knowsPlace: boolean) {
  const { name, placedAt, place, financialStatus, fulfillmentStatus, cancelled, units, netSales, orderTotal, currency } = order;
  return [
    ...[name, localTime(placedAt, timeZone), knowsPlace ? place : null, place === null ? "gift cards only" : "order"],
    ...[financialStatus, fulfillmentStatus, cancelled ? "yes" : "no"],
    ...[units, decimalAmount(netSales, currency), decimalAmount(orderTotal, currency), currency],
  ];
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
