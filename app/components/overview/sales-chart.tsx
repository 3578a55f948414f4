import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import {
  CategoryScale,
  Chart,
  type ChartOptions,
  LinearScale,
  LineElement,
  PointElement,
  type ScriptableLineSegmentContext,
  Tooltip,
} from "chart.js";
import { Line } from "react-chartjs-2";
import { currencyExponent } from "../../lib/money.ts";
import css from "../charts.module.css";
import type { Formats } from "../format.ts";
import { useFormats } from "../use-formats.ts";
import { type Figures, isToCome, type Point } from "./overview-view.ts";
import { pointName, pointTick, SalesTable } from "./sales-table.tsx";

Chart.register(CategoryScale, LinearScale, LineElement, PointElement, Tooltip);

const BLUE = "#0a6fc2";
const GREY = "#767676";
const INK = "#616161";
const LINES = "#ebebeb";
const POINTS_SHOWN_UP_TO = 2;
const UNFINISHED = [2, 3];

/** Total sales over the range as a line, those of the days before dashed beneath, and both as a table for whoever does not see lines. */
export function SalesChart({ figures }: { figures: Figures }) {
  const f = useFormats();
  const { range, today, now, before } = figures;
  const each = { hour: "hour", day: "day", week: "week", month: "month" }[range.granularity];
  const isEmpty =
    now.points.every(({ totalSales }) => totalSales === "0") && (before?.points.every(({ totalSales }) => totalSales === "0") ?? true);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Total sales by {each}
        </Text>
        <p className={css.legend}>
          <span>
            <span className={css.line} />
            <Text as="span" variant="bodySm">
              {f.days(range)}
              {range.to === today ? " (today so far)" : ""}
            </Text>
          </span>
          {before && range.before && (
            <span>
              <span className={css.lineBefore} />
              <Text as="span" variant="bodySm" tone="subdued">
                {f.days(range.before)}
              </Text>
            </span>
          )}
        </p>
        {isEmpty ? (
          <div className={css.noSales}>
            <BlockStack gap="300" inlineAlign="center">
              <Text as="p" tone="subdued">
                There were no sales in these days.
              </Text>
              <Button url="/app?range=all">Show all time</Button>
            </BlockStack>
          </div>
        ) : (
          <div className={css.chart}>
            <Line
              role="img"
              aria-label={`Line chart: total sales by ${each}, ${f.days(range)}. The table below has the same numbers.`}
              data={linesOf(figures, f)}
              options={optionsOf(figures, f)}
            />
          </div>
        )}
        <SalesTable figures={figures} />
      </BlockStack>
    </Card>
  );
}

function linesOf({ range, today, askedAt, now, before }: Figures, f: Formats) {
  const unit = 10 ** currencyExponent(f.currency);
  // pixels need no cents: the amounts in words come from the exact text
  const heights = (points: readonly Point[]) =>
    points.slice(0, now.points.length).map((point) => (isToCome(point, askedAt) ? null : Number(point.totalSales) / unit));
  const radius = now.points.length <= POINTS_SHOWN_UP_TO ? 4 : 0;
  const shape = { pointRadius: radius, pointHoverRadius: 4, borderWidth: 2 };
  const last = range.to === today ? now.points.length - 1 : null;
  const segment = { borderDash: ({ p1DataIndex }: ScriptableLineSegmentContext) => (p1DataIndex === last ? UNFINISHED : undefined) };
  return {
    labels: now.points.map(({ start }) => pointTick(start, range.granularity, f)),
    datasets: [
      { ...shape, segment, data: heights(now.points), borderColor: BLUE, backgroundColor: BLUE },
      ...(before
        ? [{ ...shape, data: heights(before.points), borderColor: GREY, backgroundColor: GREY, borderDash: [4, 4], borderWidth: 1.5 }]
        : []),
    ],
  };
}

function optionsOf({ range, now, before }: Figures, f: Formats): ChartOptions<"line"> {
  const font = {
    family: "Inter, -apple-system, BlinkMacSystemFont, 'San Francisco', 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
    size: 12,
  };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: "index", intersect: false },
    scales: {
      x: { grid: { display: false }, border: { color: LINES }, ticks: { font, color: INK, maxRotation: 0, autoSkipPadding: 24 } },
      y: {
        beginAtZero: true,
        border: { display: false },
        grid: { color: LINES },
        ticks: { font, color: INK, maxTicksLimit: 6, callback: (value) => f.moneyTick(Number(value) * 10 ** currencyExponent(f.currency)) },
      },
    },
    plugins: {
      tooltip: {
        padding: 10,
        titleFont: { ...font, weight: 600 },
        bodyFont: font,
        boxPadding: 4,
        callbacks: {
          title: () => "Total sales",
          label: ({ datasetIndex, dataIndex }) => {
            const point = (datasetIndex === 0 ? now : before)?.points[dataIndex];
            return point ? `${pointName(point.start, range.granularity, f)}: ${f.money(point.totalSales)}` : "";
          },
        },
      },
    },
  };
}
