import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  MaxPartSizeExceededError,
  unstable_createMemoryUploadHandler as memoryUpload,
  unstable_parseMultipartFormData as parseUpload,
} from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { comparable } from "../components/matching/matching-view.ts";
import { ReachNote } from "../components/matching/reach-note.tsx";
import { ReportOfDays } from "../components/matching/report-of-days.tsx";
import { MOST_BYTES, type Uploaded, UploadReport } from "../components/matching/upload-report.tsx";
import { PageToolbar } from "../components/page-toolbar.tsx";
import { reachOf } from "../components/reach.ts";
import { WrongAddress } from "../components/wrong-address.tsx";
import type { Shop } from "../db/shop.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { history } from "../insights/history.ts";
import { compareDays } from "../insights/matching/compare.ts";
import { dailyFigures } from "../insights/matching/daily-figures.ts";
import { type Days, keptParams, parseDateRange } from "../lib/date-range.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { missingBefore, outcomeOf } from "../shopify/reports/outcome.ts";
import { readReportFile } from "../shopify/reports/report-file.ts";
import { salesReport } from "../shopify/reports/sales-report.ts";

/**
 * Asks Shopify for its own report of the range, and lays our numbers beside it. The page is there before Shopify has answered, and does not
 * move by itself: each look would ask Shopify again.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const [known, { historyFrom }] = await Promise.all([freshness(shop, {}).then(single), history(shop, {}).then(single)]);
  const firstDay = historyFrom ?? shop.today;
  const asked = parseDateRange(new URL(request.url).searchParams, shop.today, firstDay);
  const reach = reachOf(shop);
  const days = "range" in asked ? comparable(asked.range, reach) : null;

  return {
    asked,
    reach,
    firstDay,
    today: shop.today,
    freshness: known,
    missing: missingBefore(shop),
    report: days && reported(shop, days),
  };
}

function reported(shop: Shop, days: Days) {
  return outcomeOf(shop.domain, async (signal) => compareDays(await salesReport(shop, days, signal), await dailyFigures(shop, days)));
}

/** Compares with an export that the merchant hands over; nothing of it is kept. */
export async function action({ request }: ActionFunctionArgs): Promise<Uploaded> {
  const shop = await authenticateShop(request);
  const text = await uploaded(request);
  if (text === null) return { problem: "The file is larger than 5 MB: a report by day is far smaller. Export it without further columns." };
  const read = readReportFile(text, shop);
  if ("problem" in read) return read;
  const all = read.days.map(({ day }) => day).sort();
  const days = comparable({ from: all[0] ?? shop.today, to: all.at(-1) ?? shop.today }, reachOf(shop));
  if (days === null) return { problem: "None of the days of the export are known to Tillwise yet." };
  const within = read.days.filter(({ day }) => day >= days.from);
  const comparison = compareDays(within, await dailyFigures(shop, days));

  return { comparison, leftOut: read.leftOut, outside: read.days.length - within.length };
}

async function uploaded(request: Request): Promise<string | null> {
  try {
    const report = (await parseUpload(request, memoryUpload({ maxPartSize: MOST_BYTES }))).get("report");
    return report instanceof File ? report.text() : "";
  } catch (error) {
    if (error instanceof MaxPartSizeExceededError) return null;
    throw error;
  }
}

export default function MatchesShopify() {
  const { asked, reach, firstDay, today, freshness: known, missing, report } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const kept = keptParams(params);
  return (
    <Page title="Matches Shopify?" subtitle="Shopify's own sales report beside the numbers of Tillwise, day by day">
      <TitleBar title="Matches Shopify?" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <PageToolbar asked={asked} today={today} firstDay={firstDay} comparison={false} granularity={false} />
        {"problem" in asked && <WrongAddress problem={asked.problem} />}
        <ReachNote reach={reach} />
        {report && <ReportOfDays key={kept} report={report} kept={kept} missing={missing} />}
        {reach.kind !== "loading" && <UploadReport />}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
