import { CategoryScale, Chart, LinearScale, LineElement, PointElement, type ScriptableLineSegmentContext, Tooltip } from "chart.js";
import { Line } from "react-chartjs-2";
import { ChartCard, chartLabel } from "./chart-card.tsx";
import { heightsOf, scalesOf, still, tooltipOf } from "./chart-options.ts";
import { type ChartProps, colourOf } from "./chart-view.ts";
import { useFormats } from "./use-formats.ts";

Chart.register(CategoryScale, LinearScale, LineElement, PointElement, Tooltip);

const POINTS_SHOWN_UP_TO = 2;
const BEFORE = [4, 4];
const UNFINISHED = [2, 3];

/** Numbers over time as lines. */
export function LineChart(chart: ChartProps) {
  const f = useFormats();
  const { labels, series, unit, isUnfinished = false } = chart;
  const radius = labels.length <= POINTS_SHOWN_UP_TO ? 4 : 0;
  const last = isUnfinished ? labels.length - 1 : null;
  const segment = { borderDash: ({ p1DataIndex }: ScriptableLineSegmentContext) => (p1DataIndex === last ? UNFINISHED : undefined) };
  const datasets = series.map((each, index) => {
    const colour = colourOf(series, index);
    const shape = { data: heightsOf(each), borderColor: colour, backgroundColor: colour, pointRadius: radius, pointHoverRadius: 4 };
    return each.dashed ? { ...shape, borderWidth: 1.5, borderDash: BEFORE } : { ...shape, borderWidth: 2, segment };
  });
  return (
    <ChartCard chart={chart} kind="line">
      <Line
        role="img"
        aria-label={chartLabel(chart, "Line")}
        data={{ labels: [...labels], datasets }}
        options={{ ...still, scales: scalesOf(unit, f), plugins: { tooltip: tooltipOf(chart, f) } }}
      />
    </ChartCard>
  );
}
