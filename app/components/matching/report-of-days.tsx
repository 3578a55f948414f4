import type { DayComparison } from "../../insights/matching/compare.ts";
import { Later } from "../later.tsx";
import { AccessNeeded } from "./access-needed.tsx";
import { DaysTable } from "./days-table.tsx";
import type { Answered } from "./matching-view.ts";
import { ReportAnswer, ReportSkeleton } from "./report-answer.tsx";
import { Verdict } from "./verdict.tsx";

type Props = {
  readonly report: Promise<Answered<DayComparison>>;
  /** The range's parameters, which links keep: "range=last7", or "". */
  readonly kept: string;
  /** What was missing when it was last looked at, if anything: Shopify's refusal takes other room than its answer. */
  readonly missing: "scope" | "customer-data" | null;
};

/** Shopify's answer for the days, once it has come, beside ours. */
export function ReportOfDays({ report, kept, missing }: Props) {
  const tail = kept === "" ? "" : `?${kept}`;
  return (
    <Later value={report} waiting={missing === null ? <ReportSkeleton /> : <AccessNeeded missing={missing} />}>
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
    </Later>
  );
}
