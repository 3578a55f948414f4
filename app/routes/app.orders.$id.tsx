import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { EmptyCard } from "../components/empty-card.tsx";
import { balanceOf } from "../components/orders/balance.ts";
import { OrderBalance } from "../components/orders/order-balance.tsx";
import { OrderFacts } from "../components/orders/order-facts.tsx";
import { OrderLinesTable } from "../components/orders/order-lines-table.tsx";
import { OrderStanding } from "../components/orders/order-standing.tsx";
import { OrderTimeline } from "../components/orders/order-timeline.tsx";
import { reachOf } from "../components/reach.ts";
import { useBack } from "../components/use-back.ts";
import { useLive } from "../components/use-live.ts";
import { changeVersion } from "../db/shop-change.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { orderAgreements } from "../insights/orders/order-agreements.ts";
import { orderHeader } from "../insights/orders/order-header.ts";
import { orderLines } from "../insights/orders/order-lines.ts";
import { orderSales } from "../insights/orders/order-sales.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { customerNames } from "../shopify/customer-names.ts";

/** So far back Shopify shows orders to an app that may not read all of them. */
const SHOWN_MS = 60 * 86_400_000;

/** One order of the shop, with everything that its ledger says; 404 for one that the shop does not have. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const orderId = params.id ?? "";
  const version = await changeVersion(shop);
  const [order] = /^-?[1-9]\d{0,17}$/.test(orderId) ? await orderHeader(shop, { orderId }) : [];
  if (order === undefined) throw data(null, { status: 404 });
  const [agreements, sales, lines, known] = await Promise.all([
    orderAgreements(shop, { orderId }),
    orderSales(shop, { orderId }),
    orderLines(shop, { orderId }),
    freshness(shop, {}).then(single),
  ]);
  const isShown = shop.scopes.includes("read_all_orders") || Date.now() - Date.parse(order.createdAt) < SHOWN_MS;

  return {
    order,
    agreements,
    sales,
    lines,
    isOutOfReach: !isShown,
    isTheirOwn: !orderId.startsWith("-"),
    reach: reachOf(shop),
    names: customerNames(shop, order.customerId === null ? [] : [order.customerId]),
    freshness: known,
    version,
  };
}

export default function Order() {
  const {
    order,
    agreements,
    sales,
    lines,
    isOutOfReach,
    isTheirOwn,
    reach,
    names,
    freshness: known,
    version,
  } = useLoaderData<typeof loader>();
  useLive(version);
  const { currency } = order;
  const inShopify = { content: "Open in Shopify", url: `shopify://admin/orders/${order.orderId}`, target: "_top" } as const;
  return (
    <Page title={order.name} backAction={useBack("Orders", "/app/orders")} secondaryActions={isTheirOwn ? [inShopify] : []}>
      <TitleBar title={order.name} />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <OrderStanding order={order} isOutOfReach={isOutOfReach} />
        <OrderFacts order={order} names={names} knowsFirst={reach.kind === "whole"} />
        <OrderTimeline agreements={agreements} sales={sales} currency={currency}>
          <OrderBalance balance={balanceOf(order, agreements, lines)} currency={currency} />
        </OrderTimeline>
        <OrderLinesTable lines={lines} currency={currency} />
      </BlockStack>
    </Page>
  );
}

/** An order that is not there has a page of its own within the frame; everything else that went wrong is the frame's. */
export function ErrorBoundary() {
  const error = useRouteError();
  const back = useBack("Orders", "/app/orders");
  if (!isRouteErrorResponse(error) || error.status !== 404) throw error;
  return (
    <Page title="No such order" backAction={back}>
      <TitleBar title="No such order" />
      <EmptyCard heading="There is no such order">
        Your store has no order with this number, or Shopify has not told Tillwise of it yet. Go back to the list, and look for it by its
        name.
      </EmptyCard>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
