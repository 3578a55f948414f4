import { identifier, join, type Sql, sql } from "../lib/sql.ts";

/** Columns as a list: columnsOf(["id", "name"], "stored") is stored.id, stored.name. */
export function columnsOf(columns: readonly string[], of?: string): Sql {
  return join(columns.map((column) => (of === undefined ? identifier(column) : identifier(of, column))));
}

/** Assignments for `set`: each column from the same column of `from`. */
export function assignments(columns: readonly string[], from: string): Sql {
  return join(columns.map((column) => sql`${identifier(column)} = ${identifier(from, column)}`));
}

/** Whether any of the columns differs between two tables; null equals null. */
export function differs(columns: readonly string[], one: string, other: string): Sql {
  return sql`(${columnsOf(columns, one)}) is distinct from (${columnsOf(columns, other)})`;
}
