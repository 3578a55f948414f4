import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { NoSalesYet } from "../components/products/no-sales-yet.tsx";
import { TogetherTable } from "../components/products/together-table.tsx";
import { RangeNotes } from "../components/range-notes.tsx";
import { reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { basketCounts } from "../insights/products/basket-counts.ts";
import { boughtTogether } from "../insights/products/bought-together.ts";
import { changedQuery } from "../lib/address.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { type AskedPairs, askedPairs } from "../lib/product-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** Which products were bought in one order, in the range that the address asks for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const asked = askedPairs(searchParams, shop.today, firstDay);

  return {
    ...state,
    asked,
    toolbar: parseDateRange(searchParams, shop.today, firstDay),
    pairs: "problem" in asked || isEmpty ? null : await pairsOf(shop, asked),
    reach: reachOf(shop),
  };
}

/** A page beyond the last one has no row that could tell how many there are: the first is asked. */
async function pairsOf(shop: Shop, { range: { from, to }, floors, table }: AskedPairs) {
  const sorted = { sort: table.sort.column, descending: table.sort.descending };
  const question = { from, to, productId: null, pairOrders: floors.pair, productOrders: floors.product, ...sorted };
  const [rows, counts] = await Promise.all([
    boughtTogether(shop, { ...question, limit: table.size, offset: table.offset }),
    basketCounts(shop, { from, to }).then(single),
  ]);
  const [first] = rows.length > 0 || table.page === 1 ? rows : await boughtTogether(shop, { ...question, limit: 1, offset: 0 });
  return { rows, counts, total: first?.total ?? 0 };
}

export default function Together() {
  const { asked, toolbar, pairs, firstDay, reach, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  const exportHref = `/app/products/together/export${changedQuery(new URLSearchParams(search), { page: null })}`;
  return (
    <Page title="Bought together" fullWidth>
      <TitleBar title="Bought together" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={toolbar} today={today} firstDay={firstDay} comparison={false} />
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show the pairs of the last 30 days" />}
        <RangeNotes reach={reach} withheld="Comparisons with days before are left out." />
        {!("problem" in asked) &&
          (pairs ? (
            <BusyWhileLoading>
              <TogetherTable asked={asked} exportHref={exportHref} {...pairs} />
            </BusyWhileLoading>
          ) : (
            <NoSalesYet />
          ))}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
