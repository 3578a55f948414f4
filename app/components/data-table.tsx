import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, Icon, InlineStack, Pagination, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { changedQuery } from "../lib/address.ts";
import type { TableQuery } from "../lib/table-query.ts";
import { ExportButton } from "./export-button.tsx";
import { type Formula, FormulaButton } from "./formula-button.tsx";
import { Sideways } from "./sideways.tsx";
import css from "./tables.module.css";
import { useFormats } from "./use-formats.ts";

export type Column<Row> = {
  /** The name that `sort=` has for it. */
  readonly key: string;
  readonly title: string;
  readonly kind: "text" | "number";
  readonly sortable?: boolean;
  readonly formula?: Formula;
  /** Not shown on a phone. */
  readonly wide?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  /** The table's heading. */
  readonly caption: string;
  /** The first names its row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** How the rows are sorted and which of them these are; without it the table is one page, sorted as it comes. */
  readonly table?: TableQuery;
  /** How many rows there are on all pages. */
  readonly total?: number;
  /** The address of the same rows as CSV. */
  readonly exportHref?: string;
  /** What is said in place of no rows. */
  readonly empty: ReactNode;
  /** Rows beneath the others that say what they come to; they stand on every page. */
  readonly foot?: readonly Row[];
  /** What stands between the heading and the rows: a field to search by, say. */
  readonly children?: ReactNode;
};

/** A table that is sorted and turned by links, which keep the rest of the address. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  table,
  total = rows.length,
  exportHref,
  empty,
  foot = [],
  children,
}: Props<Row>) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {caption}
          </Text>
          {exportHref && total > 0 && <ExportButton href={exportHref} what={caption} />}
        </InlineStack>
        {children}
        {total === 0 ? (
          typeof empty === "string" ? (
            <Text as="p" tone="subdued">
              {empty}
            </Text>
          ) : (
            empty
          )
        ) : rows.length === 0 && table ? (
          <BeyondTheEnd table={table} total={total} />
        ) : (
          <>
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
                      <Head key={column.key} column={column} table={table} />
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={rowKey(row)}>
                      {columns.map((column, index) => (
                        <Cell key={column.key} column={column} isName={index === 0}>
                          {column.cell(row)}
                        </Cell>
                      ))}
                    </tr>
                  ))}
                </tbody>
                {foot.length > 0 && (
                  <tfoot>
                    {foot.map((row) => (
                      <tr key={rowKey(row)} className={css.sum}>
                        {columns.map((column, index) => (
                          <Cell key={column.key} column={column} isName={index === 0}>
                            {column.cell(row)}
                          </Cell>
                        ))}
                      </tr>
                    ))}
                  </tfoot>
                )}
              </table>
            </Sideways>
            {table && <Pages table={table} shown={rows.length} total={total} />}
          </>
        )}
      </BlockStack>
    </Card>
  );
}

type HeadProps<Row> = { readonly column: Column<Row>; readonly table: TableQuery | undefined };

function Head<Row>({ column: { key, title, kind, sortable = false, formula, wide = false }, table }: HeadProps<Row>) {
  const [params] = useSearchParams();
  const names = `${kind === "number" ? css.number : ""} ${wide ? css.wide : ""}`;
  const isSorted = sortable && table?.sort.column === key;
  const isDescending = isSorted && table?.sort.descending;
  // numbers begin with the largest, names with A
  const next = isSorted ? (isDescending ? key : `-${key}`) : kind === "number" ? `-${key}` : key;
  return (
    <th
      scope="col"
      className={names}
      {...(sortable ? { "aria-sort": isSorted ? (isDescending ? "descending" : "ascending") : "none" } : {})}
    >
      <span className={css.head}>
        {sortable && table ? (
          <Link to={{ search: changedQuery(params, { sort: next, page: null }) }} preventScrollReset className={css.sort}>
            {title}
            <span className={isSorted ? css.sorted : css.unsorted}>
              <Icon source={isDescending || (!isSorted && kind === "number") ? ArrowDownIcon : ArrowUpIcon} />
            </span>
          </Link>
        ) : (
          title
        )}
        {formula && <FormulaButton of={formula} />}
      </span>
    </th>
  );
}

function Cell<Row>({ column: { kind, wide = false }, isName, children }: { column: Column<Row>; isName: boolean; children: ReactNode }) {
  const names = `${kind === "number" ? css.number : ""} ${wide ? css.wide : ""}`;
  if (!isName) return <td className={names}>{children}</td>;
  return (
    <th scope="row" className={`${css.name} ${names}`}>
      {children}
    </th>
  );
}

function Pages({ table: { page, size, offset }, shown, total }: { table: TableQuery; shown: number; total: number }) {
  const f = useFormats();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  if (total <= size) return null;
  const last = Math.ceil(total / size);
  const at = (wanted: number) => pathname + changedQuery(params, { page: wanted === 1 ? null : String(wanted) });
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="span" variant="bodySm" tone="subdued" numeric>
        {`${f.count(offset + 1)}–${f.count(offset + shown)} of ${f.count(total)}`}
      </Text>
      <Pagination
        hasPrevious={page > 1}
        hasNext={page < last}
        {...(page > 1 ? { previousURL: at(page - 1) } : {})}
        {...(page < last ? { nextURL: at(page + 1) } : {})}
        accessibilityLabel="Pages"
        label={`Page ${f.count(page)} of ${f.count(last)}`}
      />
    </InlineStack>
  );
}

function BeyondTheEnd({ table: { page, size }, total }: { table: TableQuery; total: number }) {
  const f = useFormats();
  const [params] = useSearchParams();
  const last = Math.ceil(total / size);
  return (
    <Text as="p">
      {`There is no page ${f.count(page)}. `}
      <Link to={{ search: changedQuery(params, { page: last === 1 ? null : String(last) }) }}>
        {last === 1 ? "Show the only page" : `Show page ${f.count(last)}, the last`}
      </Link>
    </Text>
  );
}
