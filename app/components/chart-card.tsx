import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { ChartTable } from "./chart-table.tsx";
import { type ChartProps, colourOf, isBlank, type Series } from "./chart-view.ts";
import css from "./charts.module.css";
import { ExportButton } from "./export-button.tsx";

type Props = { readonly chart: ChartProps; readonly kind: "line" | "bar"; readonly children: ReactNode };

/** The card around a chart: title, legend, the chart itself or why there is none, and its numbers as a table. */
export function ChartCard({ chart, kind, children }: Props) {
  const { title, series, empty, aside, exportHref } = chart;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <InlineStack gap="200" blockAlign="center">
            {aside}
            {exportHref && <ExportButton source={exportHref} what={title} />}
          </InlineStack>
        </InlineStack>
        <Legend series={series} kind={kind} />
        {isBlank(series) ? (
          <div className={css.noSales}>
            {empty ?? (
              <Text as="p" tone="subdued">
                There is nothing to show in these days.
              </Text>
            )}
          </div>
        ) : (
          <div className={css.chart}>{children}</div>
        )}
        <ChartTable chart={chart} />
      </BlockStack>
    </Card>
  );
}

/** The name of every line or colour. */
function Legend({ series, kind }: { series: readonly Series[]; kind: Props["kind"] }) {
  return (
    <p className={css.legend}>
      {series.map(({ name, dashed = false }, index) => (
        <span key={name}>
          <span
            className={kind === "line" ? (dashed ? css.lineBefore : css.line) : css.swatch}
            style={{ color: colourOf(series, index) }}
          />
          <Text as="span" variant="bodySm" tone={dashed ? "subdued" : "base"}>
            {name}
          </Text>
        </span>
      ))}
    </p>
  );
}

/** What a chart is called for those who do not see it. */
export function chartLabel({ title, series }: ChartProps, kind: "Line" | "Bar"): string {
  return `${kind} chart: ${title}, ${series.map(({ name }) => name).join(", ")}. The table below has the same numbers.`;
}
