import { Link, useSearchParams } from "@remix-run/react";
import { Icon } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { changedQuery } from "../lib/address.ts";
import type { TableQuery } from "../lib/table-query.ts";
import type { Column } from "./column.ts";
import { FormulaButton } from "./formula-button.tsx";
import css from "./tables.module.css";

type Props<Row> = { readonly column: Column<Row>; readonly table: TableQuery | undefined };

/** The head of a column: its title, which sorts where the table is one that can be, and its formula. */
export function TableHead<Row>({ column, table }: Props<Row>) {
  const { key, title, kind, sortable = false, formula, wide = false } = column;
  const isSorted = sortable && table?.sort.column === key;
  const isDescending = isSorted && table.sort.descending;
  return (
    <th
      scope="col"
      className={`${kind === "number" ? css.number : ""} ${wide ? css.wide : ""}`}
      {...(sortable ? { "aria-sort": isSorted ? (isDescending ? "descending" : "ascending") : "none" } : {})}
    >
      <span className={css.head}>
        {sortable && table ? <SortLink {...{ column, isSorted, isDescending }} /> : title}
        {formula && <FormulaButton of={formula} />}
      </span>
    </th>
  );
}

type SortProps<Row> = { readonly column: Column<Row>; readonly isSorted: boolean; readonly isDescending: boolean };

/** Sorts by a column, the other way round where it is sorted by already. Numbers begin with the largest, names with A. */
function SortLink<Row>({ column: { key, title, kind }, isSorted, isDescending }: SortProps<Row>) {
  const [params] = useSearchParams();
  const next = isSorted ? (isDescending ? key : `-${key}`) : kind === "number" ? `-${key}` : key;
  return (
    <Link to={{ search: changedQuery(params, { sort: next, page: null }) }} preventScrollReset className={css.sort}>
      {title}
      <span className={isSorted ? css.sorted : css.unsorted}>
        <Icon source={isDescending || (!isSorted && kind === "number") ? ArrowDownIcon : ArrowUpIcon} />
      </span>
    </Link>
  );
}
