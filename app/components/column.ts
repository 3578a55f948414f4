import type { ReactNode } from "react";
import type { Cell } from "../lib/csv-text.ts";
import type { Formula } from "./formula-button.tsx";

/** A column of a DataTable. */
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
  /** What it says of a row, by which a WholeTable sorts and which it writes into its file; a column without it is in neither. */
  readonly value?: (row: Row) => Cell;
  /** What the values are in, where the file is to say it: a currency. */
  readonly unit?: string;
};
