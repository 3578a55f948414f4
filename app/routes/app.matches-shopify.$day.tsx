import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { dayProblem } from "../components/matching/matching-view.ts";
import { ReportOfSales } from "../components/matching/report-of-sales.tsx";
import { reachOf } from "../components/reach.ts";
import { useFormats } from "../components/use-formats.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { compareSales } from "../insights/matching/compare.ts";
import { salesOfDay } from "../insights/matching/sales-of-day.ts";
import { keptParams } from "../lib/date-range.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { outcomeOf } from "../shopify/reports/outcome.ts";
import { salesOfReport } from "../shopify/reports/sales-report.ts";

/** One day's sales beside Shopify's, one by one: a difference is named by its order. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const day = params.day ?? "";
  const problem = dayProblem(day, shop.today, reachOf(shop));

  return problem === null ? { day, problem, report: reported(shop, day) } : { day, problem, report: null };
}

function reported(shop: Shop, day: string) {
  return outcomeOf(shop.domain, async (signal) => {
    const { sales, isWhole } = await salesOfReport(shop, day, signal);
    return { sales: compareSales(sales, await salesOfDay(shop, { day })), isWhole };
  });
}

export default function MatchesShopifyDay() {
  const { day, problem, report } = useLoaderData<typeof loader>();
  const f = useFormats();
  const [params] = useSearchParams();
  const kept = keptParams(params);
  const tail = kept === "" ? "" : `?${kept}`;
  const title = problem === null ? `Sales of ${f.day(day)}` : "Sales of a day";
  return (
    <Page title={title} backAction={{ content: "Matches Shopify?", url: `/app/matches-shopify${tail}` }}>
      <TitleBar title={title} />
      <BlockStack gap="400">
        {problem !== null && <WrongAddress problem={problem} back="Show all days" to={`/app/matches-shopify${tail}`} />}
        {report && <ReportOfSales key={day} report={report} day={day} kept={kept} />}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
