import { Text } from "@shopify/polaris";
import { type ChartProps, valueWords } from "./chart-view.ts";
import css from "./tables.module.css";
import { useFormats } from "./use-formats.ts";

/** A chart's numbers as a table, folded up until asked for; points without any value are left out. */
export function ChartTable({ chart }: { chart: ChartProps }) {
  const { title, labels, names = labels, pointHead = "Point", series, unit, tableOnly = [] } = chart;
  const f = useFormats();
  const columns = [...tableOnly, ...series.map((each) => ({ ...each, unit }))];
  const points = names
    .map((name, index) => ({ name, index }))
    .filter(({ index }) => columns.some(({ values }) => (values[index] ?? null) !== null));
  return (
    <details className={css.disclosure}>
      <summary>Show as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.scroll} aria-label={`${title} as a table`} tabIndex={0}>
        <table className={css.table}>
          <caption>
            <Text as="span" visuallyHidden>
              {title}
            </Text>
          </caption>
          <thead>
            <tr>
              <th scope="col">{pointHead}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col" className={css.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ name, index }) => (
              <tr key={index}>
                <th scope="row" className={css.name}>
                  {name}
                </th>
                {columns.map((column) => (
                  <td key={column.name} className={css.number}>
                    {valueWords(column.values[index] ?? null, column.unit, f)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
