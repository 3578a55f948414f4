import { BlockStack, Button, Text } from "@shopify/polaris";
import { LineChart } from "../line-chart.tsx";
import { pointHeads, pointName, pointTick } from "../points.ts";
import { useFormats } from "../use-formats.ts";
import { type Figures, isToCome, type Point } from "./overview-view.ts";

/** Total sales over the range as a line, and those it is compared with dashed beneath. */
export function SalesChart({ figures, exportHref }: { figures: Figures; exportHref: string }) {
  const f = useFormats();
  const { range, today, askedAt, now, before, pairs } = figures;
  const nameOf = ({ start }: Point) => pointName(start, range.granularity, f);
  const partners = now.points.map((_, index) => before?.points[pairs[index] ?? -1] ?? null);
  const isPast = now.points.map((point) => !isToCome(point, askedAt));
  const sales = now.points.map(({ totalSales }, index) => (isPast[index] ? totalSales : null));
  const compared = before && range.before;
  return (
    <LineChart
      title={`Total sales by ${range.granularity}`}
      labels={now.points.map(({ start }) => pointTick(start, range.granularity, f))}
      names={now.points.map(nameOf)}
      pointHead={pointHeads[range.granularity]}
      unit="money"
      isUnfinished={range.to === today}
      exportHref={exportHref}
      series={[
        {
          name: f.days(range) + (range.to === today ? " (today so far)" : ""),
          values: sales,
          pointNames: now.points.map(nameOf),
        },
        ...(compared
          ? [
              {
                name: f.days(compared),
                values: partners.map((point) => point?.totalSales ?? null),
                pointNames: partners.map((point) => point && nameOf(point)),
                dashed: true,
              },
            ]
          : []),
      ]}
      tableOnly={[{ name: "Orders", unit: "count", values: now.points.map(({ orders }, index) => (isPast[index] ? orders : null)) }]}
      empty={
        <BlockStack gap="300" inlineAlign="center">
          <Text as="p" tone="subdued">
            There were no sales in these days.
          </Text>
          <Button url="/app?range=all">Show all time</Button>
        </BlockStack>
      }
    />
  );
}
