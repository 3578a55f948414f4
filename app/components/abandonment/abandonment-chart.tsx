import type { AbandonmentPoint } from "../../insights/abandonment/abandonment-over-time.ts";
import type { Granularity } from "../../lib/date-range.ts";
import { BarChart } from "../bar-chart.tsx";
import { pointHeads, pointName, pointTick } from "../points.ts";
import { useFormats } from "../use-formats.ts";

type Props = { readonly points: readonly AbandonmentPoint[]; readonly granularity: Granularity; readonly isUnfinished: boolean };

/** What was lost and what came back, by when checkouts were begun. */
export function AbandonmentChart({ points, granularity, isUnfinished }: Props) {
  const f = useFormats();
  return (
    <BarChart
      stacked
      title="Value lost and recovered"
      labels={points.map(({ start }) => pointTick(start, granularity, f))}
      names={points.map(({ start }) => pointName(start, granularity, f))}
      pointHead={pointHeads[granularity]}
      unit="money"
      isUnfinished={isUnfinished}
      series={[
        { name: "Lost", values: points.map(({ lostValue }) => lostValue) },
        { name: "Recovered", values: points.map(({ recoveredValue }) => recoveredValue) },
      ]}
      tableOnly={[
        { name: "Abandoned checkouts", unit: "count", values: points.map(({ abandoned }) => abandoned) },
        { name: "Recovered checkouts", unit: "count", values: points.map(({ recovered }) => recovered) },
        { name: "Completed checkouts", unit: "count", values: points.map(({ completed }) => completed) },
        { name: "Abandonment rate", unit: "rate", values: points.map(({ rate }) => rate) },
        { name: "Abandoned carts", unit: "count", values: points.map(({ cartsLeft }) => cartsLeft) },
      ]}
      empty="No checkout was left in these days."
    />
  );
}
