import type { ProductPoint } from "../../insights/products/product-over-time.ts";
import type { DateRange } from "../../lib/date-range.ts";
import { LineChart } from "../line-chart.tsx";
import { pointHeads, pointName, pointTick } from "../points.ts";
import { useFormats } from "../use-formats.ts";

type Props = {
  readonly range: DateRange;
  readonly today: string;
  readonly points: readonly ProductPoint[];
  /** What each point is compared with; null where nothing is compared at all. */
  readonly partners: readonly (ProductPoint | null)[] | null;
};

/** A product's net sales over the range as a line, and those of the days before dashed beneath. */
export function ProductChart({ range, today, points, partners }: Props) {
  const f = useFormats();
  const granularity = range.granularity === "hour" ? "day" : range.granularity;
  const nameOf = ({ start }: ProductPoint) => pointName(start, granularity, f);
  const compared =
    partners === null || range.before === null
      ? []
      : [
          {
            name: f.days(range.before),
            values: partners.map((point) => point?.netSales ?? null),
            pointNames: partners.map((point) => point && nameOf(point)),
            dashed: true,
          },
        ];
  return (
    <LineChart
      title={`Net sales by ${granularity}`}
      labels={points.map(({ start }) => pointTick(start, granularity, f))}
      names={points.map(nameOf)}
      pointHead={pointHeads[granularity]}
      unit="money"
      isUnfinished={range.to === today}
      series={[{ name: f.days(range), values: points.map(({ netSales }) => netSales) }, ...compared]}
      tableOnly={[
        { name: "Units", unit: "count", values: points.map(({ units }) => units) },
        { name: "Returned", unit: "count", values: points.map(({ unitsReturned }) => unitsReturned) },
        { name: "Orders", unit: "count", values: points.map(({ orders }) => orders) },
      ]}
      empty="This product was not sold in these days."
    />
  );
}
