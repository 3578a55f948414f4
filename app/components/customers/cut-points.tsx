import { Text } from "@shopify/polaris";
import { countDays } from "../../lib/calendar.ts";
import { type Score, scores } from "../../lib/rfm.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import type { Rfm } from "./rfm-view.ts";

type Row = { readonly score: Score; readonly recency: string; readonly frequency: string; readonly money: string };

/** Between which values a customer gets which score. */
export function CutPoints({ cuts, today }: { cuts: Rfm["cuts"]; today: string }) {
  const f = useFormats();
  const since = (day: string) => {
    const days = countDays(day, today) - 1;
    return days === 1 ? "1 day ago" : `${f.count(days)} days ago`;
  };
  const rows: Row[] = [...scores].reverse().map((score) => ({
    score,
    recency: between(cuts.lastOrderOn.map(since), score, { above: "Later than", upto: "or earlier" }),
    frequency: between(cuts.orders.map(f.count), score, { above: "More than", upto: "or fewer" }),
    money: between(cuts.netSales.map(f.money), score, { above: "More than", upto: "or less" }),
  }));
  return (
    <DataTable
      caption="Cut points"
      columns={[
        { key: "score", title: "Score", kind: "text", cell: ({ score }: Row) => score },
        { key: "recency", title: "Last order", kind: "text", cell: ({ recency }) => recency },
        { key: "frequency", title: "Orders", kind: "text", cell: ({ frequency }) => frequency },
        { key: "money", title: "Net sales", kind: "text", cell: ({ money }) => money },
      ]}
      rows={rows}
      rowKey={({ score }) => String(score)}
      empty=""
    >
      <Text as="p" tone="subdued">
        The values at which your customers of now part into fifths. Equal values share a score: so a fifth may be larger than another, and
        where two cut points are the same a score is nobody’s.
      </Text>
    </DataTable>
  );
}

/** What has a score lies above the cut point before it, and not above its own; nothing does where the two are the same. */
function between(cuts: readonly string[], score: Score, { above, upto }: { above: string; upto: string }): string {
  const [low, high] = [cuts[score - 2], cuts[score - 1]];
  if (low !== undefined && low === high) return "–";
  if (low === undefined) return `${high} ${upto}`;
  return high === undefined ? `${above} ${low}` : `${above} ${low}, ${high} ${upto}`;
}
