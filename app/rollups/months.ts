import { addDays, type Day, monthStart } from "../lib/calendar.ts";
import { identifier, type Sql, sql } from "../lib/sql.ts";

/** From so many products on a month is recomputed as a whole: looking up each one would cost more. */
const MOST_LOOKED_UP = 60;

/** The months in which days lie, each by its first day. */
export function monthsOf(days: readonly Day[]): Day[] {
  return [...new Set(days.map((day) => monthStart(day)))].sort();
}

/** All days of these months. */
export function daysOfMonths(months: readonly Day[]): Day[] {
  return months.flatMap((month) => {
    const days: Day[] = [];
    for (let day = month; day < monthStart(month, 1); day = addDays(day, 1)) days.push(day);
    return days;
  });
}

/** The condition that a column is one of these products; of many products it holds for every row. */
export function narrowed(column: string, products: readonly string[]): Sql {
  return products.length > MOST_LOOKED_UP ? sql`true` : sql`${identifier(column)} = any(${[...products]}::bigint[])`;
}
