import type { ReactNode } from "react";
import { type Formula, FormulaButton } from "./formula-button.tsx";
import css from "./tables.module.css";

/** The head of a column of numbers, with its formula. */
export function NumberHead({ of, children }: { of: Formula; children: ReactNode }) {
  return (
    <th scope="col" className={css.number}>
      <span className={css.head}>
        {children}
        <FormulaButton of={of} />
      </span>
    </th>
  );
}
