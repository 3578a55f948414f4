import type { ReactNode } from "react";
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
};
