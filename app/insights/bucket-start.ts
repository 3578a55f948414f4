import { z } from "zod";
import type { WeekStart } from "../lib/calendar.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { range } from "./define-insight.ts";

/** The parameters of a question over time: a range, told by day, week or month. */
export const overTime = range.extend({
  granularity: z.enum(["day", "week", "month"]),
  weekStart: z.enum(["monday", "sunday"]).default("monday"),
});

type OverTime = { readonly from: string; readonly granularity: "day" | "week" | "month" | "whole"; readonly weekStart: WeekStart };

/** The first day within the range of the day, week or month that `day`, a column, lies in; the range's own where it is told as a whole. */
export function bucketStart(day: Sql, { from, granularity, weekStart }: OverTime): Sql {
  if (granularity === "whole") return sql`${from}::date`;
  return sql`greatest(${calendarStart(day, granularity, weekStart)}, ${from}::date)`;
}

/** PostgreSQL's weeks begin on Monday. */
function calendarStart(day: Sql, granularity: "day" | "week" | "month", weekStart: WeekStart): Sql {
  if (granularity === "day") return day;
  if (granularity === "month" || weekStart === "monday") return sql`date_trunc(${granularity}::text, ${day}::timestamp)::date`;
  return sql`date_trunc('week', ${day}::timestamp + interval '1 day')::date - 1`;
}
