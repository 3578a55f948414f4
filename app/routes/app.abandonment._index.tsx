import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { AbandonedProductsTable } from "../components/abandonment/abandoned-products-table.tsx";
import { AbandonmentChart } from "../components/abandonment/abandonment-chart.tsx";
import { AbandonmentFigures } from "../components/abandonment/abandonment-figures.tsx";
import { CheckoutsTable } from "../components/abandonment/checkouts-table.tsx";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { EmptyCard } from "../components/empty-card.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { RangeNotes } from "../components/range-notes.tsx";
import { reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { changeVersion } from "../db/shop-change.ts";
import { abandonedCheckouts } from "../insights/abandonment/abandoned-checkouts.ts";
import { abandonedProducts } from "../insights/abandonment/abandoned-products.ts";
import { abandonmentOverTime } from "../insights/abandonment/abandonment-over-time.ts";
import { abandonmentTotals } from "../insights/abandonment/abandonment-totals.ts";
import { firstCheckout } from "../insights/abandonment/first-checkout.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { changedQuery } from "../lib/address.ts";
import { type AskedCheckouts, askedCheckouts } from "../lib/checkout-query.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { checkoutLinks } from "../shopify/checkout-links.ts";
import { customerNames } from "../shopify/customer-names.ts";

const PRODUCTS = 10;

/** What was left in checkouts and carts. The figures are there at once; names and links, asked of Shopify for the rows shown, follow. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const version = await changeVersion(shop);
  const [known, { firstDay: first }] = await Promise.all([freshness(shop, {}).then(single), firstCheckout(shop, {}).then(single)]);
  const firstDay = first ?? shop.today;
  const asked = askedCheckouts(searchParams, shop.today, firstDay);
  const figures = "problem" in asked || first === null ? null : await figuresOf(shop, asked);
  const open = figures?.checkouts.filter(({ recoveredAt }) => recoveredAt === null) ?? [];

  return {
    asked,
    range: parseDateRange(searchParams, shop.today, firstDay),
    figures,
    names: customerNames(shop, [...new Set(figures?.checkouts.flatMap(({ customerId }) => customerId ?? []))]),
    links: checkoutLinks(
      shop,
      open.flatMap(({ number }) => number ?? []),
    ),
    isEmpty: first === null,
    reach: reachOf(shop),
    firstDay,
    today: shop.today,
    freshness: known,
    version,
  };
}

async function figuresOf(shop: Shop, { range, state, table }: AskedCheckouts) {
  const { from, to } = range;
  const at = new Date().toISOString();
  const granularity = range.granularity === "hour" ? "day" : range.granularity;
  const [now, before, points, products, checkouts] = await Promise.all([
    abandonmentTotals(shop, { from, to, at }).then(single),
    range.before && abandonmentTotals(shop, { ...range.before, at }).then(single),
    abandonmentOverTime(shop, { from, to, at, granularity, weekStart: shop.settings.weekStart }),
    abandonedProducts(shop, { from, to, at, limit: PRODUCTS }),
    abandonedCheckouts(shop, { from, to, at, state, sort: table.sort, size: table.size, offset: table.offset }),
  ]);
  return { now, before, points, granularity, products, checkouts, isUnfinished: to === shop.today };
}

export default function Abandonment() {
  const {
    asked,
    range,
    figures,
    names,
    links,
    isEmpty,
    reach,
    firstDay,
    today,
    freshness: known,
    version,
  } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  return (
    <Page title="Abandonment" fullWidth>
      <TitleBar title="Abandonment" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={range} today={today} firstDay={firstDay} granularity />
        {"problem" in asked && <WrongAddress problem={asked.problem} />}
        <RangeNotes reach={reach} withheld="Completed checkouts before that are missing from the abandonment rate." />
        {isEmpty && (
          <EmptyCard heading="No checkouts yet">
            Once somebody fills a cart or begins a checkout in your store it appears here by itself.
          </EmptyCard>
        )}
        {figures && !("problem" in asked) && (
          <BusyWhileLoading>
            <BlockStack gap="400">
              <AbandonmentFigures now={figures.now} before={figures.before} />
              <AbandonmentChart points={figures.points} granularity={figures.granularity} isUnfinished={figures.isUnfinished} />
              <CheckoutsTable
                {...{ names, links }}
                rows={figures.checkouts}
                state={asked.state}
                table={asked.table}
                exportHref={`/app/abandonment/export${changedQuery(new URLSearchParams(search), { page: null })}`}
              />
              <AbandonedProductsTable rows={figures.products} />
            </BlockStack>
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
