import { Text } from "@shopify/polaris";
import { decimalAmount } from "../../lib/money.ts";
import { type Counted, groupTotals, type RfmGroup, totalOf } from "../../lib/rfm.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import css from "./customers.module.css";
import { formulas } from "./formulas.ts";
import { groupWords } from "./group-words.ts";
import { type Rfm, shareOf } from "./rfm-view.ts";

type Row = { readonly group: RfmGroup; readonly customers: number; readonly netSales: string | null };

/** The segments: how many customers, what they brought, and what to do about them. */
export function GroupsTable({ cells, prospects }: Pick<Rfm, "cells" | "prospects">) {
  const f = useFormats();
  const all: Counted = totalOf(cells);
  const rows: Row[] = [...groupTotals(cells), { group: "prospects", customers: prospects, netSales: null }];
  const rate = (share: number | null) => (share === null ? "–" : f.rate(share));
  return (
    <WholeTable
      caption="Segments"
      columns={[
        {
          key: "group",
          title: "Segment",
          kind: "text",
          formula: formulas.segment,
          value: ({ group }) => groupWords[group].name,
          cell: ({ group }: Row) => (
            <>
              <PageLink to={`/app/customers?segment=${group}`}>{groupWords[group].name}</PageLink>
              <Text as="p" variant="bodySm" tone="subdued">
                {groupWords[group].who}
              </Text>
              <span className={css.narrow}>
                <Text as="span" variant="bodySm">
                  {groupWords[group].todo}
                </Text>
              </span>
            </>
          ),
        },
        {
          key: "customers",
          title: "Customers",
          kind: "number",
          value: ({ customers }) => customers,
          cell: ({ customers }) => f.count(customers),
        },
        {
          key: "share",
          title: "Share",
          kind: "number",
          formula: formulas.share,
          wide: true,
          value: ({ group, customers }) => (group === "prospects" ? null : shareOf(customers, all.customers)),
          cell: ({ group, customers }) => (group === "prospects" ? "–" : rate(shareOf(customers, all.customers))),
        },
        {
          key: "sales",
          title: "Share of sales",
          kind: "number",
          formula: formulas.salesShare,
          value: ({ netSales }) => (netSales === null ? null : shareOf(netSales, all.netSales)),
          cell: ({ netSales }) => (netSales === null ? "–" : rate(shareOf(netSales, all.netSales))),
        },
        {
          key: "value",
          title: "Average value",
          kind: "number",
          formula: formulas.averageValue,
          wide: true,
          unit: f.currency,
          value: ({ netSales, customers }) =>
            netSales === null || customers === 0 ? null : decimalAmount(mean(netSales, customers), f.currency),
          cell: ({ netSales, customers }) => (netSales === null || customers === 0 ? "–" : f.money(mean(netSales, customers))),
        },
        {
          key: "todo",
          title: "What to do",
          kind: "text",
          wide: true,
          value: ({ group }) => groupWords[group].todo,
          cell: ({ group }) => groupWords[group].todo,
        },
      ]}
      rows={rows}
      rowKey={({ group }) => group}
      empty=""
    />
  );
}

/** Whole minor units, half away from zero. */
function mean(sum: string, count: number): string {
  const [whole, by] = [BigInt(sum), BigInt(count)];
  const half = whole < 0n ? -by / 2n : by / 2n;
  return ((whole + half) / by).toString();
}
