import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { FirstRun, NothingThere, OverviewSkeleton } from "../components/overview/overview-faces.tsx";
import { OverviewNumbers } from "../components/overview/overview-numbers.tsx";
import type { Figures, Period } from "../components/overview/overview-view.ts";
import { useFirstSync } from "../components/overview/use-first-sync.ts";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { RangeNotes } from "../components/range-notes.tsx";
import { comparedDays, reachOf } from "../components/reach.ts";
import { SyncFailure, SyncProgress } from "../components/sync-progress.tsx";
import { useLive } from "../components/use-live.ts";
import { useSync } from "../components/use-sync.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { currentSync, lastSync } from "../db/sync-progress.ts";
import { customerKinds } from "../insights/customer-kinds.ts";
import { figuresState } from "../insights/figures-state.ts";
import { recentOrders } from "../insights/recent-orders.ts";
import { salesByHour } from "../insights/sales-by-hour.ts";
import { salesLadder } from "../insights/sales-ladder.ts";
import { salesOverTime } from "../insights/sales-over-time.ts";
import { topCustomers } from "../insights/top-customers.ts";
import { topProducts } from "../insights/top-products.ts";
import { type DateRange, type Days, type Granularity, keptParams, parseDateRange } from "../lib/date-range.ts";
import { pairPoints } from "../lib/pair-points.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { customerNames } from "../shopify/customer-names.ts";

const NEEDS_OLDER =
  "What needs older ones is left out instead of being shown wrong: new and returning customers, and comparisons with days before.";
const SHOWN = { products: 6, customers: 5, orders: 8 };

/** What the shop sold in the range that the address asks for. The numbers are there at once; the customers' names follow. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const state = await figuresState(shop);
  const [current, last] = await Promise.all([currentSync(shop), lastSync(shop)]);
  const asked = parseDateRange(searchParams, shop.today, state.firstDay);
  const kept = keptParams(searchParams);
  const figures = "range" in asked && !state.isEmpty ? await figuresOf(shop, asked.range) : null;

  return {
    ...state,
    asked,
    figures,
    exportHref: `/app/export${kept === "" ? "" : `?${kept}`}`,
    names: customerNames(shop, figures?.customers.map(({ customerId }) => customerId) ?? []),
    sync: { current, last },
    reach: reachOf(shop),
  };
}

async function figuresOf(shop: Shop, range: DateRange): Promise<Figures> {
  const { from, to } = range;
  const before = comparedDays(shop, range);
  const [now, then, products, customers, orders] = await Promise.all([
    periodOf(shop, range, range.granularity),
    before && periodOf(shop, before, range.granularity),
    topProducts(shop, { from, to, limit: SHOWN.products }),
    topCustomers(shop, { from, to, limit: SHOWN.customers }),
    recentOrders(shop, { from, to, limit: SHOWN.orders }),
  ]);
  const pairs = then === null ? [] : pairPoints(range, now.points, then.points, shop.settings.weekStart);
  return { range, today: shop.today, askedAt: new Date().toISOString(), now, before: then, pairs, products, customers, orders };
}

async function periodOf(shop: Shop, { from, to }: Days, granularity: Granularity): Promise<Period> {
  const [[ladder], [customers], points] = await Promise.all([
    salesLadder(shop, { from, to }),
    customerKinds(shop, { from, to }),
    granularity === "hour"
      ? salesByHour(shop, { day: from })
      : salesOverTime(shop, { from, to, granularity, weekStart: shop.settings.weekStart }),
  ]);
  if (ladder === undefined || customers === undefined) throw new Error("an insight that always has a row had none");
  return { ladder, customers, points };
}

export default function Overview() {
  const {
    asked,
    figures,
    firstDay,
    exportHref,
    names,
    sync: rendered,
    reach,
    today,
    freshness: known,
    version,
  } = useLoaderData<typeof loader>();
  const sync = useSync(rendered, useLive(version));
  const isFirstRun = useFirstSync(sync);
  const isWithheld = figures !== null && figures.range.before !== null && figures.before === null;
  const isUnderWay = sync.state.current !== null;
  return (
    <Page
      title="Overview"
      primaryAction={{ content: isUnderWay ? "Syncing…" : "Sync now", onAction: sync.start, loading: sync.busy, disabled: isUnderWay }}
    >
      <TitleBar title="Overview" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <SyncFailure sync={sync} />
        {isFirstRun && <FirstRun />}
        <SyncProgress sync={sync} />
        <PageToolbar asked={asked} today={today} firstDay={firstDay} granularity withheld={isWithheld} />
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show the last 30 days" />}
        {figures && <RangeNotes reach={reach} otherCurrencies={figures.now.ladder.otherCurrencies} withheld={NEEDS_OLDER} />}
        {figures && <OverviewNumbers {...{ figures, names, reach, exportHref }} />}
        {!figures &&
          !("problem" in asked) &&
          (isUnderWay || isFirstRun ? <OverviewSkeleton /> : <NothingThere isSynced={sync.state.last?.status === "done"} />)}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
