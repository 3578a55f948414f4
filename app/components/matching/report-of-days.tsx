import { Await } from "@remix-run/react";
import { memo, Suspense } from "react";
import type { DayComparison } from "../../insights/matching/compare.ts";
import { DaysTable } from "./days-table.tsx";
import type { Answered } from "./matching-view.ts";
import { ReportAnswer, ReportSkeleton } from "./report-answer.tsx";
import { Verdict } from "./verdict.tsx";

type Props = {
  readonly report: Promise<Answered<DayComparison>>;
  /** The range's parameters, which links keep: "range=last7", or "". */
  readonly kept: string;
};

/**
 * Shopify's answer for the days, once it has come, beside ours.
 * Memoized: React gives a boundary up that is drawn again while the browser takes the page over (its error 421).
 */
export const ReportOfDays = memo(function ReportOfDays({ report, kept }: Props) {
  const tail = kept === "" ? "" : `?${kept}`;
  return (
    <Suspense fallback={<ReportSkeleton />}>
      <Await resolve={report}>
        {(outcome) => (
          <ReportAnswer outcome={outcome}>
            {(comparison) => (
              <>
                <Verdict comparison={comparison} source="Shopify's own report" />
                <DaysTable
                  comparison={comparison}
                  dayHref={(day) => `/app/matches-shopify/${day}${tail}`}
                  exportHref={`/app/matches-shopify/export${tail}`}
                />
              </>
            )}
          </ReportAnswer>
        )}
      </Await>
    </Suspense>
  );
});
