import { Text } from "@shopify/polaris";
import type { CSSProperties } from "react";
import type { CohortCell } from "../../insights/retention/cohort-table.ts";
import { useFormats } from "../use-formats.ts";
import css from "./retention.module.css";
import { type CohortFigures, cellWords, rowsOf, showNames, strengthOf } from "./retention-view.ts";

/** From nothing to the most; text on each has a contrast of 7 to 1 at least. */
const COLOURS = ["transparent", "#eaf3fb", "#d3e6f7", "#b5d5f1", "#93c1e9", "#7ab2e3"];

/** The cohorts as a heat map that is a table: a row a month of first orders, a column a month since. */
export function CohortGrid({ figures }: { figures: CohortFigures }) {
  const f = useFormats();
  const { query, cells, averages } = figures;
  const rows = rowsOf(cells);
  const strength = strengthOf(cells, query.show);
  const months = Array.from({ length: Math.max(0, ...rows.map((row) => row.cells.length)) }, (_, since) => since);
  const customers = rows.reduce((sum, { size }) => sum + size, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.map} aria-label={`${showNames[query.show]} by month of first order`} tabIndex={0}>
      <table className={css.cohorts}>
        <caption>
          <Text as="span" visuallyHidden>
            {showNames[query.show]} by month of first order and months since
          </Text>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={css.cohort}>
              First order
            </th>
            <th scope="col">Customers</th>
            {months.map((since) => (
              <th key={since} scope="col">
                {since === 0 ? "Month 0" : since}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={css.average}>
            <th scope="row" className={css.cohort}>
              Average
            </th>
            <td>{f.count(customers)}</td>
            {months.map((since) => {
              const average = averages.find((each) => each.since === since);
              return <td key={since}>{average ? cellWords(average, query.show, f) : "–"}</td>;
            })}
          </tr>
          {rows.map(({ cohort, size, cells: own }) => (
            <tr key={cohort}>
              <th scope="row" className={css.cohort}>
                {f.month(cohort)}
              </th>
              <td>{f.count(size)}</td>
              {own.map((cell) => (
                <Cell key={cell.since} cell={cell} words={cellWords(cell, query.show, f)} strength={strength(cell)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A month that is not over has no colour but a border, is set in italics and bears a star. */
function Cell({ cell, words, strength }: { cell: CohortCell; words: string; strength: number }) {
  if (cell.over) {
    return (
      <td className={css.cell} style={colour(strength)}>
        {words}
      </td>
    );
  }
  return (
    <td className={`${css.cell} ${css.unfinished}`}>
      {words}
      <span aria-hidden="true">*</span>
      <Text as="span" visuallyHidden>
        {" so far"}
      </Text>
    </td>
  );
}

function colour(strength: number): CSSProperties {
  return Object.fromEntries([["--strength", COLOURS[strength] ?? "transparent"]]);
}
