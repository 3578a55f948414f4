/** Which part of a table a page's address asks for. `offset`: how many rows come before it. */
export type TableQuery<Column extends string = string> = {
  readonly sort: { readonly column: Column; readonly descending: boolean };
  readonly page: number;
  readonly size: number;
  readonly offset: number;
};

/** `problem` is a sentence for the page. */
export type ParsedTable<Column extends string> = { readonly table: TableQuery<Column> } | { readonly problem: string };

type Options<Column extends string> = {
  readonly sortable: readonly Column[];
  /** How the table is sorted where the address does not say: "-net" is by net, the largest first. */
  readonly first: Column | `-${Column}`;
  readonly size: number;
};

const LAST_PAGE = 1_000_000;

/** Reads `sort=column`, `sort=-column` for descending, and `page=`, which counts from 1. */
export function parseTable<Column extends string>(
  params: URLSearchParams,
  { sortable, first, size }: Options<Column>,
): ParsedTable<Column> {
  const sort = params.get("sort") ?? first;
  const descending = sort.startsWith("-");
  const asked = descending ? sort.slice(1) : sort;
  const column = sortable.find((each) => each === asked);
  if (column === undefined) return { problem: `The table cannot be sorted by “${asked}”: it can be by ${sortable.join(", ")}.` };
  const page = params.get("page") ?? "1";
  if (!/^\d{1,15}$/.test(page) || Number(page) < 1) return { problem: `“${page}” is not a page: pages count from 1.` };
  if (Number(page) > LAST_PAGE) return { problem: `There is no page ${page}.` };

  return { table: { sort: { column, descending }, page: Number(page), size, offset: (Number(page) - 1) * size } };
}
