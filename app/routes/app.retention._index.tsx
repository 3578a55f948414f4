import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { comparedDays, reachOf } from "../components/reach.ts";
import { CohortCard } from "../components/retention/cohort-card.tsx";
import { RangeNumbers } from "../components/retention/range-numbers.tsx";
import { NoCustomers, Withheld } from "../components/retention/retention-faces.tsx";
import type { CohortFigures, Period, RangeFigures } from "../components/retention/retention-view.ts";
import { SecondOrder } from "../components/retention/second-order.tsx";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { customerKinds } from "../insights/customer-kinds.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { cohortAverages } from "../insights/retention/cohort-averages.ts";
import { cohortTable } from "../insights/retention/cohort-table.ts";
import { cohortValues } from "../insights/retention/cohort-values.ts";
import { purchaseRates } from "../insights/retention/purchase-rates.ts";
import { salesByKind } from "../insights/retention/sales-by-kind.ts";
import { secondOrderGaps } from "../insights/retention/second-order-gaps.ts";
import { secondOrderShares } from "../insights/retention/second-order-shares.ts";
import { ownParams } from "../lib/address.ts";
import { type DateRange, type Days, parseDateRange } from "../lib/date-range.ts";
import { pairPoints } from "../lib/pair-points.ts";
import { cohortMonths, parseRetention, type RetentionQuery } from "../lib/retention-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** Who comes back: the rates and sales of the range, and the cohorts of all customers. Nothing of it where not all orders are known. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const params = ownParams(new URL(request.url).searchParams);
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const asked = parseDateRange(params, shop.today, firstDay);
  const cohorts = parseRetention(params);
  const reach = reachOf(shop);
  const isShown = reach.kind === "whole" && !isEmpty;

  return {
    ...state,
    asked,
    problem: "problem" in asked ? asked.problem : "problem" in cohorts ? cohorts.problem : null,
    isEmpty: reach.kind === "whole" && isEmpty,
    numbers: isShown && "range" in asked && "query" in cohorts ? await numbersOf(shop, asked.range, cohorts.query, firstDay) : null,
    exportHref: `/app/retention/export?${params}`,
    reach,
  };
}

async function numbersOf(shop: Shop, range: DateRange, query: RetentionQuery, firstDay: string) {
  const [figures, cohorts] = await Promise.all([rangeFigures(shop, range), cohortFigures(shop, query, firstDay)]);
  return { figures, cohorts };
}

async function rangeFigures(shop: Shop, range: DateRange): Promise<RangeFigures> {
  const earlier = comparedDays(shop, range);
  const [now, before] = await Promise.all([
    periodOf(shop, range, range.granularity),
    earlier && periodOf(shop, earlier, range.granularity),
  ]);
  const pairs = before === null ? [] : pairPoints(range, now.points, before.points, shop.settings.weekStart);
  return { range, today: shop.today, now, before, pairs };
}

async function periodOf(shop: Shop, { from, to }: Days, told: DateRange["granularity"]): Promise<Period> {
  const granularity = told === "hour" ? "day" : told; // a rate of an hour says nothing
  const asked = { from, to, granularity, weekStart: shop.settings.weekStart };
  const [kinds, sales, rates, points] = await Promise.all([
    customerKinds(shop, { from, to }).then(single),
    salesByKind(shop, { from, to, granularity: "whole" }).then(single),
    purchaseRates(shop, asked),
    salesByKind(shop, asked),
  ]);
  return { kinds, sales, rates, points };
}

async function cohortFigures(shop: Shop, query: RetentionQuery, firstDay: string): Promise<CohortFigures> {
  const { today } = shop;
  const { dimension, value } = query.filter;
  const { from, to } = cohortMonths(query.months, today, firstDay);
  const asked = { ...query.filter, from, to, today };
  const [cells, averages, [named], gaps, shares] = await Promise.all([
    cohortTable(shop, asked),
    cohortAverages(shop, asked),
    cohortValues(shop, { dimension, value, limit: 1 }),
    secondOrderGaps(shop, { from, to: today }),
    secondOrderShares(shop, { from, to: today, today }),
  ]);
  return { query, from, to, cells, averages, valueName: named?.name ?? null, gaps, shares };
}

export default function Retention() {
  const {
    asked,
    problem,
    isEmpty,
    numbers,
    exportHref,
    reach,
    firstDay,
    today,
    freshness: known,
    version,
  } = useLoaderData<typeof loader>();
  useLive(version);
  return (
    <Page title="Retention" fullWidth>
      <TitleBar title="Retention" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        {reach.kind === "whole" && <PageToolbar asked={asked} today={today} firstDay={firstDay} granularity />}
        {problem !== null && <WrongAddress problem={problem} />}
        {reach.kind !== "whole" && <Withheld reach={reach} />}
        {isEmpty && problem === null && <NoCustomers />}
        {numbers && (
          <BusyWhileLoading>
            <BlockStack gap="400">
              <RangeNumbers figures={numbers.figures} />
              <CohortCard figures={numbers.cohorts} exportHref={exportHref} />
              <SecondOrder figures={numbers.cohorts} />
            </BlockStack>
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
