import { BarElement, CategoryScale, Chart, LinearScale, type ScriptableContext, Tooltip } from "chart.js";
import { Bar } from "react-chartjs-2";
import { ChartCard, chartLabel } from "./chart-card.tsx";
import { heightsOf, scalesOf, still, tooltipOf } from "./chart-options.ts";
import { type ChartProps, colourOf } from "./chart-view.ts";
import { useFormats } from "./use-formats.ts";

Chart.register(BarElement, CategoryScale, LinearScale, Tooltip);

const HATCH_PX = 6;

/** Numbers side by side as bars, or `stacked` where they are parts of one sum. */
export function BarChart({ stacked = false, ...chart }: ChartProps & { readonly stacked?: boolean }) {
  const f = useFormats();
  const { labels, series, unit, isUnfinished = false } = chart;
  const last = isUnfinished ? labels.length - 1 : null;
  const datasets = series.map((each, index) => {
    const colour = colourOf(series, index);
    const backgroundColor = ({ dataIndex }: ScriptableContext<"bar">) => (dataIndex === last ? hatched(colour) : colour);
    const edges = stacked ? { borderColor: "#ffffff", borderWidth: { top: 1 } } : { borderColor: colour, borderWidth: 1 };
    return { data: heightsOf(each), backgroundColor, maxBarThickness: 48, ...edges };
  });
  return (
    <ChartCard chart={chart} kind="bar">
      <Bar
        role="img"
        aria-label={chartLabel(chart, "Bar")}
        data={{ labels: [...labels], datasets }}
        options={{ ...still, scales: scalesOf(unit, f, stacked), plugins: { tooltip: tooltipOf(chart, f) } }}
      />
    </ChartCard>
  );
}

/** A bar's filling that says: not over yet. */
function hatched(colour: string): CanvasPattern | string {
  const tile = Object.assign(document.createElement("canvas"), { width: HATCH_PX, height: HATCH_PX });
  const pen = tile.getContext("2d");
  if (pen === null) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
    pen.moveTo(shift, HATCH_PX);
    pen.lineTo(shift + HATCH_PX, 0);
  }
  pen.stroke();
  return pen.createPattern(tile, "repeat") ?? colour;
}
