import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { NoSalesYet } from "../components/products/no-sales-yet.tsx";
import { PerformanceTable } from "../components/products/performance-table.tsx";
import { RangeNotes } from "../components/range-notes.tsx";
import { comparedDays, reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { productPerformance } from "../insights/products/product-performance.ts";
import { productTotals } from "../insights/products/product-totals.ts";
import { changedQuery } from "../lib/address.ts";
import { keptParams, parseDateRange } from "../lib/date-range.ts";
import { type AskedProducts, askedProducts } from "../lib/product-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** How the shop's products, variants, types or vendors sold in the range that the address asks for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const asked = askedProducts(searchParams, shop.today, firstDay);

  return {
    ...state,
    asked,
    toolbar: parseDateRange(searchParams, shop.today, firstDay),
    performed: "problem" in asked || isEmpty ? null : await performedIn(shop, asked),
    reach: reachOf(shop),
  };
}

async function performedIn(shop: Shop, { range, by, search, table }: AskedProducts) {
  const before = comparedDays(shop, range);
  const question = { from: range.from, to: range.to, before, by, search };
  const { sort, size: limit, offset } = table;
  const [rows, totals] = await Promise.all([
    productPerformance(shop, { ...question, sort: sort.column, descending: sort.descending, limit, offset }),
    productTotals(shop, question).then(single),
  ]);
  return { rows, totals, isCompared: before !== null };
}

export default function Products() {
  const { asked, toolbar, performed, firstDay, reach, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  const isWithheld = "range" in toolbar && toolbar.range.before !== null && performed?.isCompared === false;
  const exportHref = `/app/products/export${changedQuery(new URLSearchParams(search), { page: null })}`;
  const [params] = useSearchParams();
  const kept = keptParams(params);
  return (
    <Page title="Products" fullWidth secondaryActions={[{ content: "Stock", url: `/app/products/stock${kept === "" ? "" : `?${kept}`}` }]}>
      <TitleBar title="Products" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={toolbar} today={today} firstDay={firstDay} withheld={isWithheld} />
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show the products of the last 30 days" />}
        <RangeNotes reach={reach} withheld="Comparisons with days before are left out." />
        {!("problem" in asked) &&
          (performed ? (
            <BusyWhileLoading>
              <PerformanceTable asked={asked} exportHref={exportHref} {...performed} />
            </BusyWhileLoading>
          ) : (
            <NoSalesYet />
          ))}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
