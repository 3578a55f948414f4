import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { StockTable } from "../components/products/stock-table.tsx";
import { useBack } from "../components/use-back.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { changeVersion } from "../db/shop-change.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { stock } from "../insights/products/stock.ts";
import { changedQuery } from "../lib/address.ts";
import { type AskedStock, askedStock } from "../lib/product-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** What is in stock, and how long it lasts at the rate at which it sells now. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const version = await changeVersion(shop);
  const asked = askedStock(new URL(request.url).searchParams);
  const [known, shelves] = await Promise.all([freshness(shop, {}).then(single), "problem" in asked ? null : shelvesOf(shop, asked)]);

  return { asked, shelves, today: shop.today, freshness: known, version };
}

/** A page beyond the last one has no row that could tell how many there are: the first is asked. */
async function shelvesOf(shop: Shop, { table, ...filters }: AskedStock) {
  const question = { ...filters, today: shop.today, sort: table.sort.column, descending: table.sort.descending };
  const rows = await stock(shop, { ...question, limit: table.size, offset: table.offset });
  const [first] = rows.length > 0 || table.page === 1 ? rows : await stock(shop, { ...question, limit: 1, offset: 0 });
  return { rows, total: first?.total ?? 0 };
}

export default function StockPage() {
  const { asked, shelves, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const { search } = useLocation();
  const exportHref = `/app/products/stock/export${changedQuery(new URLSearchParams(search), { page: null })}`;
  return (
    <Page title="Stock" fullWidth backAction={useBack("Products", "/app/products")}>
      <TitleBar title="Stock" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show all variants" />}
        {shelves && !("problem" in asked) && (
          <BusyWhileLoading>
            <StockTable asked={asked} today={today} exportHref={exportHref} {...shelves} />
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
