import { Link, useSearchParams } from "@remix-run/react";
import { Icon } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { changedQuery } from "../lib/address.ts";
import type { TableQuery } from "../lib/table-query.ts";
import type { Column } from "./column.ts";
import { FormulaButton } from "./formula-button.tsx";
import css from "./tables.module.css";

/** How rows that are all here are sorted: by no column as they come; and what sorts them by another. */
export type Sorting = { readonly by: Sort | null; sortBy(sort: Sort): void };
export type Sort = { readonly column: string; readonly descending: boolean };

type Props<Row> = { readonly column: Column<Row>; readonly table: TableQuery | undefined; readonly sorting: Sorting | undefined };

/** The head of a column: its title, which sorts where the table is one that can be, and its formula. */
export function TableHead<Row>({ column, table, sorting }: Props<Row>) {
  const { key, title, kind, formula, wide = false } = column;
  const sortable = (table !== undefined && column.sortable === true) || (sorting !== undefined && column.value !== undefined);
  const by = sorting ? sorting.by : table?.sort;
  const isSorted = sortable && by?.column === key;
  const isDescending = isSorted && by.descending;
  return (
    <th
      scope="col"
      className={`${kind === "number" ? css.number : ""} ${wide ? css.wide : ""}`}
      {...(sortable ? { "aria-sort": isSorted ? (isDescending ? "descending" : "ascending") : "none" } : {})}
    >
      <span className={css.head}>
        {sortable ? <Sorter {...{ column, isSorted, isDescending, sorting }} /> : title}
        {formula && <FormulaButton of={formula} />}
      </span>
    </th>
  );
}

type SorterProps<Row> = {
  readonly column: Column<Row>;
  readonly isSorted: boolean;
  readonly isDescending: boolean;
  readonly sorting: Sorting | undefined;
};

/** Sorts by a column, the other way round where it is sorted by already. Numbers begin with the largest, names with A. */
function Sorter<Row>({ column: { key, title, kind }, isSorted, isDescending, sorting }: SorterProps<Row>) {
  const [params] = useSearchParams();
  const descending = isSorted ? !isDescending : kind === "number";
  const words = (
    <>
      {title}
      <span className={isSorted ? css.sorted : css.unsorted}>
        <Icon source={isDescending || (!isSorted && kind === "number") ? ArrowDownIcon : ArrowUpIcon} />
      </span>
    </>
  );
  if (sorting) {
    return (
      <button type="button" className={css.sort} onClick={() => sorting.sortBy({ column: key, descending })}>
        {words}
      </button>
    );
  }
  const search = changedQuery(params, { sort: descending ? `-${key}` : key, page: null });
  return (
    <Link to={{ search }} preventScrollReset className={css.sort}>
      {words}
    </Link>
  );
}
