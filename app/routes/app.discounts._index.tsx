import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { CodeUseTable } from "../components/discounts/code-use.tsx";
import { CodesTable } from "../components/discounts/codes-table.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { NoOrdersYet, RangeNotes } from "../components/range-notes.tsx";
import { reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { salesByCode } from "../insights/discounts/sales-by-code.ts";
import { withAndWithoutCode } from "../insights/discounts/with-and-without-code.ts";
import { figuresState } from "../insights/figures-state.ts";
import { changedQuery } from "../lib/address.ts";
import { type AskedCodes, askedCodes } from "../lib/code-query.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** What the shop's discount codes brought and cost, and how orders with a code compare with those without. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const asked = askedCodes(searchParams, shop.today, firstDay);

  return {
    ...state,
    asked,
    range: parseDateRange(searchParams, shop.today, firstDay),
    figures: "problem" in asked || isEmpty ? null : await figuresOf(shop, asked),
    reach: reachOf(shop),
  };
}

async function figuresOf(shop: Shop, { range: { from, to }, table }: AskedCodes) {
  const [codes, use] = await Promise.all([
    salesByCode(shop, { from, to, sort: table.sort, size: table.size, offset: table.offset }),
    withAndWithoutCode(shop, { from, to }),
  ]);
  return { codes, use };
}

export default function Discounts() {
  const { asked, range, figures, isEmpty, reach, firstDay, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  const knowsFirst = reach.kind === "whole";
  return (
    <Page title="Discounts" fullWidth>
      <TitleBar title="Discounts" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={range} today={today} firstDay={firstDay} comparison={false} />
        {"problem" in asked && <WrongAddress problem={asked.problem} />}
        <RangeNotes reach={reach} withheld="Who is a new customer is not known and left out." />
        {isEmpty && <NoOrdersYet />}
        {figures && !("problem" in asked) && (
          <BusyWhileLoading>
            <BlockStack gap="400">
              <CodeUseTable rows={figures.use} knowsFirst={knowsFirst} />
              <CodesTable
                rows={figures.codes}
                table={asked.table}
                knowsFirst={knowsFirst}
                exportHref={`/app/discounts/export${changedQuery(new URLSearchParams(search), { page: null })}`}
              />
            </BlockStack>
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
