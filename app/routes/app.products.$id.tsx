import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Badge, BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { BusyWhileLoading } from "../components/busy-while-loading.tsx";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { EmptyCard } from "../components/empty-card.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { BoughtWithTable } from "../components/products/bought-with-table.tsx";
import { ProductChart } from "../components/products/product-chart.tsx";
import { ProductFigures } from "../components/products/product-figures.tsx";
import { productWords } from "../components/products/product-link.tsx";
import { ProductVariantsTable } from "../components/products/product-variants-table.tsx";
import { RangeNotes } from "../components/range-notes.tsx";
import { comparedDays, reachOf } from "../components/reach.ts";
import { useBack } from "../components/use-back.ts";
import { useLive } from "../components/use-live.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { figuresState } from "../insights/figures-state.ts";
import { boughtTogether } from "../insights/products/bought-together.ts";
import { productCard } from "../insights/products/product-card.ts";
import { productFigures } from "../insights/products/product-figures.ts";
import { productOverTime } from "../insights/products/product-over-time.ts";
import { productVariants } from "../insights/products/product-variants.ts";
import { type DateRange, parseDateRange } from "../lib/date-range.ts";
import { pairPoints } from "../lib/pair-points.ts";
import { usualFloors } from "../lib/product-query.ts";
import { variantTitleAlone } from "../lib/variant-title.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const PARTNERS_SHOWN = 10;

/** One product of the shop: its figures in the range, its variants and what is bought with it; 404 for one that the shop never had. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const productId = params.id ?? "";
  const state = await figuresState(shop);
  const [card] = /^-?[1-9]\d{0,17}$/.test(productId) ? await productCard(shop, { productId }) : [];
  if (card === undefined) throw data(null, { status: 404 });
  const asked = parseDateRange(new URL(request.url).searchParams, shop.today, state.firstDay);

  return {
    ...state,
    productId,
    card,
    asked,
    sold: "problem" in asked ? null : await soldIn(shop, productId, asked.range),
    reach: reachOf(shop),
  };
}

async function soldIn(shop: Shop, productId: string, range: DateRange) {
  const { from, to } = range;
  const before = comparedDays(shop, range);
  const telling = {
    productId,
    granularity: range.granularity === "hour" ? "day" : range.granularity,
    weekStart: shop.settings.weekStart,
  } as const;
  const floors = { pairOrders: usualFloors.pair, productOrders: usualFloors.product };
  const [now, then, points, pointsBefore, variants, pairs] = await Promise.all([
    productFigures(shop, { productId, from, to }).then(single),
    before && productFigures(shop, { productId, ...before }).then(single),
    productOverTime(shop, { from, to, ...telling }),
    before && productOverTime(shop, { ...before, ...telling }),
    productVariants(shop, { productId, from, to, today: shop.today }),
    boughtTogether(shop, { from, to, productId, ...floors, sort: "lift", descending: true, limit: PARTNERS_SHOWN, offset: 0 }),
  ]);
  const paired = pairPoints(range, points, pointsBefore ?? [], shop.settings.weekStart);
  const partners = pointsBefore && paired.map((index) => pointsBefore[index ?? -1] ?? null);
  const named = variants.map((variant) => ({ ...variant, title: variantTitleAlone(variant) }));
  return { now, before: then, points, partners, variants: named, pairs };
}

export default function Product() {
  const { productId, card, asked, sold, firstDay, reach, today, freshness: known, version } = useLoaderData<typeof loader>();
  useLive(version);
  const back = useBack("Products", "/app/products");
  const title = productWords(productId, card.title);
  const standing = card.deleted ? "Deleted" : card.kept ? (card.status === "ACTIVE" ? null : card.status) : "Not in the catalogue";
  const inShopify = { content: "Open in Shopify", url: `shopify://admin/products/${productId}`, target: "_top" } as const;
  const isWithheld = "range" in asked && asked.range.before !== null && sold?.before === null;
  return (
    <Page
      title={title}
      subtitle={[card.type, card.vendor].filter(Boolean).join(" · ")}
      titleMetadata={standing && <Badge>{standing}</Badge>}
      backAction={back}
      secondaryActions={card.kept && !card.deleted && !productId.startsWith("-") ? [inShopify] : []}
    >
      <TitleBar title={title} />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={asked} today={today} firstDay={firstDay} granularity withheld={isWithheld} />
        {"problem" in asked && <WrongAddress problem={asked.problem} back="Show the last 30 days" />}
        <RangeNotes reach={reach} withheld="Comparisons with days before are left out." />
        {sold && "range" in asked && (
          <BusyWhileLoading>
            <BlockStack gap="400">
              <ProductFigures now={sold.now} before={sold.before} reach={reach} />
              <ProductChart range={asked.range} today={today} points={sold.points} partners={sold.partners} />
              <ProductVariantsTable variants={sold.variants} />
              <BoughtWithTable pairs={sold.pairs} />
            </BlockStack>
          </BusyWhileLoading>
        )}
      </BlockStack>
    </Page>
  );
}

/** A product that is not there has a page of its own within the frame; everything else that went wrong is the frame's. */
export function ErrorBoundary() {
  const error = useRouteError();
  const back = useBack("Products", "/app/products");
  if (!isRouteErrorResponse(error) || error.status !== 404) throw error;
  return (
    <Page title="No such product" backAction={back}>
      <TitleBar title="No such product" />
      <EmptyCard heading="There is no such product">
        Your store has no product with this number and never sold one, or Shopify has not told Tillwise of it yet. Go back to the products,
        and look for it by its title.
      </EmptyCard>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
