import { salesByHour } from "../../app/insights/sales-by-hour.ts";
import { daysOf, money } from "./plain.ts";
import type { AskedShop, Question } from "./question.ts";
import type { Trade } from "./trade.ts";

/** What is asked of the hours of single days. */
export function hourQuestions(trade: Trade, shop: AskedShop, last: string): Question[] {
  return hourlyDays(trade, last).map((day) => ({
    insight: "sales-by-hour",
    of: day,
    ask: () => salesByHour(shop, { day }),
    expected: hours(trade, day),
  }));
}

/** The last day of trade, and the days around the changes of the clocks in its year and the one before. */
function hourlyDays(trade: Trade, last: string): string[] {
  const years = [Number(last.slice(0, 4)) - 1, Number(last.slice(0, 4))];
  const turns = years
    .flatMap((year) => daysOf({ from: `${year}-01-01`, to: `${year}-12-31` }))
    .filter((day) => hourStarts(trade, day).length !== 24);
  return [last, ...turns.filter((day) => day <= last)];
}

function hourStarts(trade: Trade, day: string): number[] {
  const { clock } = trade.shop;
  const first = Date.parse(`${day}T00:00:00Z`) - 26 * 3_600_000;
  const starts: number[] = [];
  // every quarter of an hour, for some zones are off by one: an hour begins where the clock shows :00
  for (let at = first; at < first + 3 * 24 * 3_600_000; at += 900_000) {
    if (clock.day(at) === day && new Date(at + clock.offset(at)).getUTCMinutes() === 0) starts.push(at);
  }
  return starts;
}

function hours(trade: Trade, day: string) {
  const starts = hourStarts(trade, day);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? start + 3_600_000;
    const inHour = <T extends { readonly at: number }>(rows: readonly T[]) => rows.filter(({ at }) => at >= start && at < end);
    const sold = inHour(trade.rows.filter((row) => row.day === day));
    return {
      start: new Date(start).toISOString(),
      netSales: money(sold, ({ net }) => net),
      totalSales: money(sold, ({ total }) => total),
      orders: inHour(trade.orders.filter((order) => order.counts && order.day === day)).length,
    };
  });
}
