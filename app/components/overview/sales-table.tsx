import { Text } from "@shopify/polaris";
import type { Granularity } from "../../lib/date-range.ts";
import type { Formats } from "../format.ts";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { type Figures, isInstant, isToCome } from "./overview-view.ts";

const heads = { hour: "Hour", day: "Day", week: "Week from", month: "Month" } as const;

/** The chart's numbers as a table, folded up until asked for. */
export function SalesTable({ figures: { range, askedAt, now, before } }: { figures: Figures }) {
  const f = useFormats();
  const shown = now.points.filter((point) => !isToCome(point, askedAt));
  return (
    <details className={css.disclosure}>
      <summary>Show as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.scroll} aria-label="Total sales as a table" tabIndex={0}>
        <table className={css.table}>
          <caption>
            <Text as="span" visuallyHidden>
              Total sales and orders, {f.days(range)}
            </Text>
          </caption>
          <thead>
            <tr>
              <th scope="col">{heads[range.granularity]}</th>
              <th scope="col" className={css.number}>
                Orders
              </th>
              <th scope="col" className={css.number}>
                Total sales
              </th>
              {before && (
                <th scope="col" className={css.number}>
                  Before
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ start, totalSales, orders }, index) => (
              <tr key={start}>
                <th scope="row" className={css.name}>
                  {pointName(start, range.granularity, f)}
                </th>
                <td className={css.number}>{f.count(orders)}</td>
                <td className={css.number}>{f.money(totalSales)}</td>
                {before && <td className={css.number}>{f.money(before.points[index]?.totalSales ?? "0")}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** A point's name in full: "Nov 21, 2026", "Nov 2026", "4 PM". */
export function pointName(start: string, granularity: Granularity, f: Formats): string {
  if (isInstant(start)) return f.hour(start);
  return granularity === "month" ? f.month(start) : f.day(start);
}

/** A point's name as short as an axis needs it. */
export function pointTick(start: string, granularity: Granularity, f: Formats): string {
  if (isInstant(start)) return f.hour(start);
  return granularity === "month" ? f.month(start) : f.day(start, "no year");
}
