import { Text } from "@shopify/polaris";
import { type Score, scores } from "../../lib/rfm.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import css from "./customers.module.css";
import type { Rfm } from "./rfm-view.ts";
import { daysAgo, valuesOf, valueWords } from "./score-ranges.ts";

const rows = [...scores].reverse();

/** Between which values a customer gets which score. */
export function CutPoints({ cuts, today }: { cuts: Rfm["cuts"]; today: string }) {
  const f = useFormats();
  const count = (value: string) => f.count(Number(value));
  const loose = (words: string) => <span className={css.loose}>{words}</span>;
  return (
    <DataTable
      caption="Cut points"
      columns={[
        { key: "score", title: "Score", kind: "text", cell: (score: Score) => score },
        {
          key: "recency",
          title: "Days since",
          kind: "number",
          cell: (score) => loose(valueWords(daysAgo(cuts.lastOrderOn, score, today), count, "more")),
        },
        {
          key: "frequency",
          title: "Orders",
          kind: "number",
          cell: (score) => loose(valueWords(valuesOf(cuts.orders, score), count, "more")),
        },
        {
          key: "money",
          title: "Net sales",
          kind: "number",
          cell: (score) => loose(valueWords(valuesOf(cuts.netSales, score), f.money, "more")),
        },
      ]}
      rows={rows}
      rowKey={(score) => String(score)}
      empty=""
    >
      <Text as="p" tone="subdued">
        The values at which your customers of now part into fifths. Equal values share a score: so a fifth may be larger than another, and
        where two cut points are the same a score is nobody’s.
      </Text>
    </DataTable>
  );
}
