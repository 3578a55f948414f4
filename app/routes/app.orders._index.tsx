import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { EmptyCard } from "../components/empty-card.tsx";
import { OrderChips } from "../components/orders/order-chips.tsx";
import { OrderFilters } from "../components/orders/order-filters.tsx";
import { OrderNotes } from "../components/orders/order-notes.tsx";
import css from "../components/orders/orders.module.css";
import { OrdersTable } from "../components/orders/orders-table.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { reachOf } from "../components/reach.ts";
import { SearchField } from "../components/search-field.tsx";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { orderChoices } from "../insights/orders/order-choices.ts";
import { orderCount } from "../insights/orders/order-count.ts";
import { orderList } from "../insights/orders/order-list.ts";
import { changedQuery } from "../lib/address.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { type AskedOrders, askedOrders, DEEPEST, filtersOf, orderParams, tooDeep } from "../lib/order-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { customerNames } from "../shopify/customer-names.ts";
import { customersOfSearch } from "../shopify/customers-of-search.ts";

/** The shop's orders, narrowed and sorted as the address says. The figures are there at once; the customers' names follow. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const params = orderParams(new URL(request.url).searchParams);
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const reach = reachOf(shop);
  const asked = askedOrders(params, { today: shop.today, firstDay, knowsFirst: reach.kind === "whole" });
  const found = "problem" in asked ? asked : await listed(shop, asked);
  const list = "rows" in found ? found : null;

  return {
    ...state,
    asked: "problem" in asked || "rows" in found ? asked : found,
    range: parseDateRange(params, shop.today, firstDay),
    list,
    isEmpty: isEmpty && list !== null && list.total === 0,
    names: customerNames(shop, [...new Set(list?.rows.flatMap(({ customerId }) => customerId ?? []))]),
    reach,
  };
}

async function listed(shop: Shop, { range, query, table }: AskedOrders) {
  const searched = await customersOfSearch(shop, query.search);
  const filters = filtersOf(query, range, searched.ids);
  if (table.offset >= DEEPEST) {
    const { orders } = single(await orderCount(shop, filters));
    return { problem: tooDeep(table, orders) };
  }
  const [rows, { orders: total }, choices] = await Promise.all([
    orderList(shop, { ...filters, sort: table.sort, limit: table.size, offset: table.offset }),
    orderCount(shop, filters).then(single),
    orderChoices(shop, { from: range.from, to: range.to }).then(single),
  ]);
  return { rows, total, choices, searched };
}

export default function Orders() {
  const { asked, range, list, isEmpty, names, reach, firstDay, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  const knowsFirst = reach.kind === "whole";
  return (
    <Page title="Orders" fullWidth>
      <TitleBar title="Orders" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={range} today={today} firstDay={firstDay} comparison={false} />
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show the orders of the last 30 days" />}
        <OrderNotes reach={reach} searched={list?.searched ?? null} />
        {isEmpty && (
          <EmptyCard heading="No orders yet">
            Once the first order is placed it appears here by itself. If your store has orders already, open the Overview and press “Sync
            now”.
          </EmptyCard>
        )}
        {list && !isEmpty && !("problem" in asked) && (
          <BusyWhileLoading>
            <OrdersTable
              {...{ names, knowsFirst }}
              rows={list.rows}
              total={list.total}
              table={asked.table}
              exportHref={`/app/orders/export${changedQuery(new URLSearchParams(search), { page: null })}`}
            >
              <div className={css.toolbar}>
                <SearchField
                  words={asked.query.search ?? ""}
                  label="Find an order"
                  placeholder="Order, or customer’s name or e-mail"
                  maxLength={255}
                />
                <OrderFilters key={search} query={asked.query} choices={list.choices} knowsFirst={knowsFirst} />
              </div>
              <OrderChips query={asked.query} choices={list.choices} />
            </OrdersTable>
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
