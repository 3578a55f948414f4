import { useState } from "react";
import { BOM, csvName, lineOf } from "../lib/csv-text.ts";
import { sortedBy } from "../lib/sorted-by.ts";
import type { Column } from "./column.ts";
import { DataTable, type DataTableProps } from "./data-table.tsx";
import { saveAs } from "./save-file.ts";
import type { Sort } from "./table-head.tsx";
import { useTurned } from "./use-turned.tsx";

const ROWS_A_PAGE = 25;

type Props<Row> = Omit<DataTableProps<Row>, "table" | "sorting" | "total" | "exportHref">;

/**
 * A table whose rows are all here: it is sorted, turned and written into a CSV file, named as its heading, in the browser, by the values of its
 * columns.
 */
export function WholeTable<Row>({ columns, rows, below, ...rest }: Props<Row>) {
  const [by, sortBy] = useState<Sort | null>(null);
  const value = columns.find(({ key }) => key === by?.column)?.value;
  const sorted = by && value ? sortedBy(rows, value, by.descending) : rows;
  const { shown, turner } = useTurned(sorted, ROWS_A_PAGE);
  return (
    <DataTable
      {...rest}
      columns={columns}
      rows={shown}
      sorting={{ by, sortBy }}
      exportHref={() => saveAs(csvName(rest.caption), new Blob([textOf(columns, sorted)], { type: "text/csv" }))}
      below={
        <>
          {turner}
          {below}
        </>
      }
    />
  );
}

function textOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const told = columns.flatMap(({ title, unit, value }) => (value ? [{ head: unit ? `${title} (${unit})` : title, value }] : []));
  const lines = rows.map((row) => lineOf(told.map(({ value }) => value(row))));
  return BOM + lineOf(told.map(({ head }) => head)) + lines.join("");
}
