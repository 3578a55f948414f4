import { BlockStack, Text } from "@shopify/polaris";
import { BarChart } from "../bar-chart.tsx";
import type { Series, Unit } from "../chart-view.ts";
import { FormulaButton } from "../formula-button.tsx";
import { Against, KeyFigure, KeyFigures } from "../key-figures.tsx";
import { LineChart } from "../line-chart.tsx";
import { pointHeads, pointName, pointTick } from "../points.ts";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import type { RangeFigures } from "./retention-view.ts";

const MILLIONTHS = 1_000_000;

/** What the page tells of the range: both rates, and whose sales they were, for all of it and over time. */
export function RangeNumbers({ figures }: { figures: RangeFigures }) {
  return (
    <BlockStack gap="400">
      <Totals figures={figures} />
      <RatesChart figures={figures} />
      <KindsChart figures={figures} />
    </BlockStack>
  );
}

function Totals({ figures: { now, before } }: { figures: RangeFigures }) {
  const f = useFormats();
  const money = (key: "firstSales" | "laterSales" | "guestSales") => (
    <KeyFigure of={formulas[key]} value={f.money(now.sales[key])}>
      {before && <Against now={now.sales[key]} before={before.sales[key]} words={f.money(before.sales[key])} />}
    </KeyFigure>
  );
  const rate = (key: "returningCustomerRate" | "repeatPurchaseRate") => {
    const [share, earlier] = [now.kinds[key], before?.kinds[key] ?? null];
    return (
      <KeyFigure
        of={key === "returningCustomerRate" ? formulas.returningRate : formulas.repeatRate}
        value={share === null ? null : f.rate(share)}
      >
        {share === null ? (
          <Text as="span" variant="bodySm" tone="subdued">
            Nobody ordered
          </Text>
        ) : (
          earlier !== null && (
            <Against now={Math.round(share * MILLIONTHS)} before={Math.round(earlier * MILLIONTHS)} words={f.rate(earlier)} isJudged />
          )
        )}
      </KeyFigure>
    );
  };
  return (
    <KeyFigures title="Customers in the range">
      {rate("returningCustomerRate")}
      {rate("repeatPurchaseRate")}
      {money("firstSales")}
      {money("laterSales")}
      {money("guestSales")}
    </KeyFigures>
  );
}

function RatesChart({ figures: { range, today, now, before, pairs } }: { figures: RangeFigures }) {
  const f = useFormats();
  const earlier = pairs.map((at) => (at === null ? undefined : before?.rates[at]));
  const tableOnly: (Series & { unit: Unit })[] = [
    { name: "Customers", unit: "count", values: now.rates.map(({ customers }) => customers) },
    ...(before === null
      ? []
      : [
          {
            name: "Returning customer rate before",
            unit: "rate" as const,
            values: earlier.map((each) => each?.returningCustomerRate ?? null),
          },
          { name: "Repeat purchase rate before", unit: "rate" as const, values: earlier.map((each) => each?.repeatPurchaseRate ?? null) },
        ]),
  ];
  return (
    <LineChart
      title="Returning customers over time"
      {...axisOf(range, today, now.rates, f)}
      unit="rate"
      aside={<FormulaButton of={formulas.returningRate} />}
      series={[
        { name: "Returning customer rate", values: now.rates.map(({ returningCustomerRate }) => returningCustomerRate) },
        { name: "Repeat purchase rate", values: now.rates.map(({ repeatPurchaseRate }) => repeatPurchaseRate) },
      ]}
      tableOnly={tableOnly}
      empty={
        <Text as="p" tone="subdued">
          Nobody who ordered in these days has come back so far.
        </Text>
      }
    />
  );
}

function KindsChart({ figures: { range, today, now, before, pairs } }: { figures: RangeFigures }) {
  const f = useFormats();
  const values = (key: "firstSales" | "laterSales" | "guestSales" | "netSales") => now.points.map((point) => point[key]);
  const earlier: (Series & { unit: Unit })[] =
    before === null
      ? []
      : [
          {
            name: "Net sales before",
            unit: "money",
            values: pairs.map((at) => (at === null ? null : (before.points[at]?.netSales ?? null))),
          },
        ];
  return (
    <BarChart
      stacked
      title="Net sales of new and returning customers"
      {...axisOf(range, today, now.points, f)}
      unit="money"
      aside={<FormulaButton of={formulas.laterSales} />}
      series={[
        { name: "New customers", values: values("firstSales") },
        { name: "Returning customers", values: values("laterSales") },
        { name: "Guests", values: values("guestSales") },
      ]}
      tableOnly={[{ name: "Net sales", unit: "money", values: values("netSales") }, ...earlier]}
      empty={
        <Text as="p" tone="subdued">
          There were no sales in these days.
        </Text>
      }
    />
  );
}

function axisOf(range: RangeFigures["range"], today: string, points: readonly { start: string }[], f: ReturnType<typeof useFormats>) {
  const granularity = range.granularity === "hour" ? "day" : range.granularity;
  return {
    labels: points.map(({ start }) => pointTick(start, granularity, f)),
    names: points.map(({ start }) => pointName(start, granularity, f)),
    pointHead: pointHeads[granularity],
    isUnfinished: range.to === today,
  };
}
