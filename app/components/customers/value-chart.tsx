import type { ValuePoint } from "../../insights/customers/customer-value-over-time.ts";
import { FormulaButton } from "../formula-button.tsx";
import { LineChart } from "../line-chart.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

export type Step = "day" | "week" | "month";

/** What a customer had brought by when. The last step is not over yet. */
export function ValueChart({ points, step }: { points: readonly ValuePoint[]; step: Step }) {
  const f = useFormats();
  const name = (start: string) => (step === "month" ? f.month(start) : step === "week" ? `Week of ${f.day(start)}` : f.day(start));
  return (
    <LineChart
      title={formulas.valueOverTime.name}
      aside={<FormulaButton of={formulas.valueOverTime} />}
      labels={points.map(({ start }) => (step === "month" ? f.month(start) : f.day(start, "no year")))}
      names={points.map(({ start }) => name(start))}
      pointHead={{ day: "Day", week: "Week", month: "Month" }[step]}
      series={[{ name: "Value to date", values: points.map(({ valueToDate }) => valueToDate) }]}
      tableOnly={[{ name: "Net sales", unit: "money", values: points.map(({ netSales }) => netSales) }]}
      unit="money"
      isUnfinished
      empty="They have brought nothing yet."
    />
  );
}
