import { Text } from "@shopify/polaris";
import type { Granularity } from "../lib/date-range.ts";
import { formatCount, formatDay, formatDays, formatHour, formatMoney, formatMonth } from "./format.ts";
import css from "./overview.module.css";
import { type Figures, isInstant, isToCome, type Manner } from "./overview-view.ts";

const heads = { hour: "Hour", day: "Day", week: "Week from", month: "Month" } as const;

/** The chart's numbers as a table, folded up until asked for. */
export function SalesTable({
  figures: { range, askedAt, now, before },
  manner: { currency, timeZone },
}: {
  figures: Figures;
  manner: Manner;
}) {
  const shown = now.points.filter((point) => !isToCome(point, askedAt));
  return (
    <details className={css.disclosure}>
      <summary>Show as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.scroll} aria-label="Total sales as a table" tabIndex={0}>
        <table className={css.table}>
          <caption>
            <Text as="span" visuallyHidden>
              Total sales and orders, {formatDays(range)}
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
                  {pointName(start, range.granularity, timeZone)}
                </th>
                <td className={css.number}>{formatCount(orders)}</td>
                <td className={css.number}>{formatMoney(totalSales, currency)}</td>
                {before && <td className={css.number}>{formatMoney(before.points[index]?.totalSales ?? "0", currency)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** A point's name in full: "Nov 21, 2026", "Nov 2026", "4 PM". */
export function pointName(start: string, granularity: Granularity, timeZone: string): string {
  if (isInstant(start)) return formatHour(new Date(start), timeZone);
  return granularity === "month" ? formatMonth(start) : formatDay(start);
}

/** A point's name as short as an axis needs it. */
export function pointTick(start: string, granularity: Granularity, timeZone: string): string {
  if (isInstant(start)) return formatHour(new Date(start), timeZone);
  return granularity === "month" ? formatMonth(start) : formatDay(start, "no year");
}
