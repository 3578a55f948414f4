import { Banner } from "@shopify/polaris";
import type { ComparedSale } from "../../insights/matching/compare.ts";
import { Later } from "../later.tsx";
import { DaySales } from "./day-sales.tsx";
import type { Answered } from "./matching-view.ts";
import { ReportAnswer, ReportSkeleton } from "./report-answer.tsx";
import { SalesVerdict } from "./sales-verdict.tsx";

type Props = {
  readonly report: Promise<Answered<{ readonly sales: readonly ComparedSale[]; readonly isWhole: boolean }>>;
  readonly day: string;
  /** The range's parameters, which links keep: "range=last7", or "". */
  readonly kept: string;
};

/** Shopify's answer for one day's sales, once it has come, beside ours. */
export function ReportOfSales({ report, day, kept }: Props) {
  const tail = kept === "" ? "" : `?${kept}`;
  return (
    <Later value={report} waiting={<ReportSkeleton />}>
      {(outcome) => (
        <ReportAnswer outcome={outcome}>
          {({ sales, isWhole }) => (
            <>
              {!isWhole && (
                <Banner tone="warning" title="Shopify's report has more sales on this day than can be asked for at once">
                  <p>Sales that appear as missing from it may lie beyond its end.</p>
                </Banner>
              )}
              <SalesVerdict sales={sales} />
              {sales.length > 0 && (
                <DaySales
                  sales={sales}
                  orderHref={(id) => `/app/orders/${id}${tail}`}
                  exportHref={`/app/matches-shopify/export?day=${day}`}
                />
              )}
            </>
          )}
        </ReportAnswer>
      )}
    </Later>
  );
}
