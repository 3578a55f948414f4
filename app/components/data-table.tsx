import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { TableQuery } from "../lib/table-query.ts";
import type { Column } from "./column.ts";
import { ExportButton } from "./export-button.tsx";
import { Sideways } from "./sideways.tsx";
import { type Sorting, TableHead } from "./table-head.tsx";
import { BeyondTheEnd, TablePages } from "./table-pages.tsx";
import css from "./tables.module.css";

type GridProps<Row> = {
  /** The table's heading. */
  readonly caption: string;
  /** The first names its row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** How the rows are sorted and which of them these are; without it the rows are all there are, sorted as they come. */
  readonly table?: TableQuery;
  /** How rows that are all here are sorted, in the place of `table`. */
  readonly sorting?: Sorting;
  /** Rows beneath the others that say what they come to; they stand on every page. */
  readonly foot?: readonly Row[];
};

export type DataTableProps<Row> = GridProps<Row> & {
  /** How many rows there are on all pages. */
  readonly total?: number;
  /** The address of the same rows as CSV, or what makes the file here. */
  readonly exportHref?: string | (() => void);
  /** What is said in place of no rows. */
  readonly empty: ReactNode;
  /** What stands between the heading and the rows: a field to search by, say. */
  readonly children?: ReactNode;
  /** What stands beneath the rows. */
  readonly below?: ReactNode;
};

/** A table that is sorted and turned by links, which keep the rest of the address. */
export function DataTable<Row>({ total, exportHref, empty, children, below, ...grid }: DataTableProps<Row>) {
  const { caption, rows, table } = grid;
  const all = total ?? rows.length;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {caption}
          </Text>
          {exportHref && all > 0 && <ExportButton source={exportHref} what={caption} />}
        </InlineStack>
        {children}
        {rows.length > 0 ? <Grid {...grid} /> : table && all > 0 ? <BeyondTheEnd table={table} total={all} /> : <Empty>{empty}</Empty>}
        {table && rows.length > 0 && <TablePages table={table} shown={rows.length} total={all} />}
        {below}
      </BlockStack>
    </Card>
  );
}

function Grid<Row>({ caption, columns, rows, rowKey, table, sorting, foot = [] }: GridProps<Row>) {
  return (
    <Sideways name={caption}>
      <table className={css.table}>
        <caption>
          <Text as="span" visuallyHidden>
            {caption}
          </Text>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <TableHead key={column.key} column={column} table={table} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <Cells row={row} columns={columns} />
            </tr>
          ))}
        </tbody>
        {foot.length > 0 && (
          <tfoot>
            {foot.map((row) => (
              <tr key={rowKey(row)} className={css.sum}>
                <Cells row={row} columns={columns} />
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </Sideways>
  );
}

function Cells<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return columns.map(({ key, kind, wide = false, cell }, index) => {
    const names = `${kind === "number" ? css.number : ""} ${wide ? css.wide : ""}`;
    if (index > 0) {
      return (
        <td key={key} className={names}>
          {cell(row)}
        </td>
      );
    }
    return (
      <th key={key} scope="row" className={`${css.name} ${names}`}>
        {cell(row)}
      </th>
    );
  });
}

function Empty({ children }: { children: ReactNode }) {
  if (typeof children !== "string") return children;
  return (
    <Text as="p" tone="subdued">
      {children}
    </Text>
  );
}
