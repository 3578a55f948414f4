import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { NoOrdersYet, RangeNotes } from "../components/range-notes.tsx";
import { comparedDays, reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import { LikenessTable } from "../components/when-and-where/likeness-table.tsx";
import { WeekHours } from "../components/when-and-where/week-hours.tsx";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { salesByLikeness } from "../insights/breakdown/sales-by-likeness.ts";
import { salesByWeekdayAndHour } from "../insights/breakdown/sales-by-weekday-and-hour.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { salesLadder } from "../insights/sales-ladder.ts";
import { changedQuery } from "../lib/address.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { type AskedLikeness, askedLikeness } from "../lib/likeness-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** When the shop sells, and where: by the hours of the week, and divided by one thing that orders are told apart by. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const asked = askedLikeness(searchParams, shop.today, firstDay);
  const figures = "problem" in asked || isEmpty ? null : await figuresOf(shop, asked);

  return {
    ...state,
    asked,
    range: parseDateRange(searchParams, shop.today, firstDay),
    figures,
    weekStart: shop.settings.weekStart,
    reach: reachOf(shop),
  };
}

async function figuresOf(shop: Shop, { range, by, table }: AskedLikeness) {
  const { from, to } = range;
  const before = comparedDays(shop, range);
  const [hours, rows, ladder] = await Promise.all([
    salesByWeekdayAndHour(shop, { from, to }),
    salesByLikeness(shop, { from, to, by, before, sort: table.sort, size: table.size, offset: table.offset }),
    salesLadder(shop, { from, to }).then(single),
  ]);
  return { hours, rows, ladder, isCompared: before !== null };
}

export default function WhenAndWhere() {
  const { asked, range, figures, isEmpty, weekStart, reach, firstDay, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  const exported = (changes: Record<string, string | null>) =>
    `/app/when-and-where/export${changedQuery(new URLSearchParams(search), { page: null, ...changes })}`;
  return (
    <Page title="When and where" fullWidth>
      <TitleBar title="When and where" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={range} today={today} firstDay={firstDay} withheld={figures !== null && !figures.isCompared} />
        {"problem" in asked && <WrongAddress problem={asked.problem} />}
        <RangeNotes reach={reach} otherCurrencies={figures?.ladder.otherCurrencies ?? []} />
        {isEmpty && <NoOrdersYet />}
        {figures && !("problem" in asked) && (
          <BusyWhileLoading>
            <BlockStack gap="400">
              <WeekHours hours={figures.hours} weekStart={weekStart} exportHref={exported({ by: "week", sort: null })} />
              <LikenessTable by={asked.by} rows={figures.rows} table={asked.table} ladder={figures.ladder} exportHref={exported({})} />
            </BlockStack>
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
