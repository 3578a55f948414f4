import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { CustomerLists } from "../components/customers/customer-lists.tsx";
import { Withheld } from "../components/customers/withheld.tsx";
import { EmptyCard } from "../components/empty-card.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { comparedDays, reachOf } from "../components/reach.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { customerCount } from "../insights/customers/customer-count.ts";
import { customerList } from "../insights/customers/customer-list.ts";
import { customersByNumber } from "../insights/customers/customers-by-number.ts";
import { customersInRange } from "../insights/customers/customers-in-range.ts";
import { guestSales } from "../insights/customers/guest-sales.ts";
import { prospectList } from "../insights/customers/prospect-list.ts";
import { prospects } from "../insights/customers/prospects.ts";
import { rfmCells } from "../insights/customers/rfm-cells.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { type AskedCustomers, askedCustomers } from "../lib/customer-query.ts";
import { parseDateRange } from "../lib/date-range.ts";
import { customersIn } from "../lib/rfm.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { customerNames } from "../shopify/customer-names.ts";
import { findCustomers } from "../shopify/customer-search.ts";

/** The shop's customers with their figures, as the address asks for them. The figures are there at once; the names follow. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const params = new URL(request.url).searchParams;
  const state = await figuresState(shop);
  const { firstDay, isEmpty } = state;
  const reach = reachOf(shop);
  const asked = askedCustomers(params, { today: shop.today, firstDay, knowsAll: reach.kind === "whole" });
  const list = "problem" in asked || isEmpty ? null : await listed(shop, asked, firstDay);

  return {
    ...state,
    asked,
    list,
    names: customerNames(shop, list?.rows.map(({ customerId }) => customerId) ?? []),
    range: parseDateRange(params, shop.today, firstDay),
    reach,
  };
}

async function listed(shop: Shop, asked: AskedCustomers, firstDay: string) {
  if (asked.kind === "found") return found(shop, asked);
  if (asked.kind === "range") return inRange(shop, asked);
  const page = { today: shop.today, limit: asked.table.size, offset: asked.table.offset };
  const rows =
    asked.group === "prospects" ? prospectList(shop, page) : customerList(shop, { ...page, group: asked.group, sort: asked.table.sort });
  const days = { from: firstDay, to: shop.today };
  const [own, total, { inOtherCurrencies }, guests] = await Promise.all([
    rows,
    countOf(shop, asked),
    customerCount(shop, {}).then(single),
    guestSales(shop, days).then(single),
  ]);
  return { kind: "all" as const, rows: own, total, inOtherCurrencies, guests };
}

async function countOf(shop: Shop, { group }: AskedCustomers): Promise<number> {
  if (group === "prospects") return single(await prospects(shop, {})).prospects;
  return group === null ? single(await customerCount(shop, {})).customers : customersIn(group, await rfmCells(shop, {}));
}

async function found(shop: Shop, { words, table }: Extract<AskedCustomers, { kind: "found" }>) {
  const answer = await findCustomers(shop, words);
  const ids = answer.kind === "found" ? answer.ids : [];
  const rows = await customersByNumber(shop, { today: shop.today, ids: [...ids], sort: table.sort });
  return {
    kind: "found" as const,
    rows,
    total: rows.length,
    answer: answer.kind === "found" ? (answer.isMore ? "more" : "told") : answer.why,
  } as const;
}

async function inRange(shop: Shop, { range, group, table }: Extract<AskedCustomers, { kind: "range" }>) {
  const { from, to } = range;
  const before = comparedDays(shop, range);
  const page = { from, to, before, today: shop.today, group, sort: table.sort, limit: table.size, offset: table.offset };
  const [rows, guests] = await Promise.all([customersInRange(shop, page), guestSales(shop, { from, to }).then(single)]);
  const [first] = rows.length === 0 && table.page > 1 ? await customersInRange(shop, { ...page, limit: 1, offset: 0 }) : rows;
  return { kind: "range" as const, rows, total: first?.total ?? 0, guests, compared: before !== null };
}

export default function Customers() {
  const { asked, list, isEmpty, names, range, reach, firstDay, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  return (
    <Page title="Customers" fullWidth>
      <TitleBar title="Customers" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        {(list?.kind === "range" || "problem" in range) && (
          <PageToolbar
            asked={range}
            today={today}
            firstDay={firstDay}
            comparison={list?.kind === "range"}
            withheld={list?.kind === "range" && !list.compared}
          />
        )}
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show all customers" />}
        {!isEmpty && <Withheld reach={reach} what="Lifetime values, segments and first orders" />}
        {isEmpty && (
          <EmptyCard heading="No customers yet">
            Once somebody has ordered they appear here by themselves. If your store has orders already, open the Overview and press “Sync
            now”.
          </EmptyCard>
        )}
        {list && !("problem" in asked) && (
          <BusyWhileLoading>
            <CustomerLists {...{ asked, list, names, search }} knowsAll={reach.kind === "whole"} />
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
