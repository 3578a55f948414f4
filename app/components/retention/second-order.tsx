import { BlockStack, Text } from "@shopify/polaris";
import { BarChart } from "../bar-chart.tsx";
import { FormulaButton } from "../formula-button.tsx";
import layout from "../layout.module.css";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";
import type { CohortFigures } from "./retention-view.ts";

/** How long customers of the cohorts shown take to come back, and how many do. */
export function SecondOrder({ figures: { gaps, shares, from, to } }: { figures: CohortFigures }) {
  const f = useFormats();
  const all = shares.find(({ within }) => within === null);
  const cohorts = from === to ? f.month(to) : `${f.month(from)} – ${f.month(to)}`;
  const spans = gaps.map((gap) => spanWords(gap, f));
  return (
    <div className={layout.columns}>
      <BarChart
        title="Days from first to second order"
        labels={spans}
        pointHead="Days"
        unit="count"
        aside={<FormulaButton of={formulas.secondOrder} />}
        series={[{ name: "Customers who came back", values: gaps.map(({ customers }) => customers) }]}
        empty={
          <Text as="p" tone="subdued">
            None of these customers has come back so far.
          </Text>
        }
      />
      <WholeTable
        caption="Customers who came back"
        rows={shares.filter(({ customers }) => customers > 0)}
        rowKey={({ within }) => String(within ?? "all")}
        empty="Nobody’s first order fell into these months."
        columns={[
          {
            key: "within",
            title: "Within",
            kind: "text",
            value: ({ within }) => (within === null ? "By today" : `${within} days`),
            cell: ({ within }) => (within === null ? "By today" : `${f.count(within)} days`),
          },
          {
            key: "customers",
            title: "Had that long",
            kind: "number",
            value: ({ customers }) => customers,
            cell: ({ customers }) => f.count(customers),
          },
          {
            key: "cameBack",
            title: "Came back",
            kind: "number",
            value: ({ cameBack }) => cameBack,
            cell: ({ cameBack }) => f.count(cameBack),
          },
          {
            key: "share",
            title: "Share",
            kind: "number",
            formula: formulas.cameBack,
            value: ({ share }) => share,
            cell: ({ share }) => (share === null ? "–" : f.rate(share)),
          },
        ]}
      >
        <BlockStack gap="100">
          <Text as="p">
            {all?.medianDays == null
              ? "Nobody has come back so far."
              : `Half of those who came back did so within ${daysWords(all.medianDays, f)}.`}
          </Text>
          <Text as="p" tone="subdued">
            First orders of {cohorts}, of all customers.
          </Text>
        </BlockStack>
      </WholeTable>
    </div>
  );
}

type Formats = ReturnType<typeof useFormats>;

function daysWords(days: number, f: Formats): string {
  return `${Number.isInteger(days) ? f.count(days) : f.decimal(days)} ${days === 1 ? "day" : "days"}`;
}

function spanWords({ from, to }: { from: number; to: number | null }, f: Formats): string {
  if (to === null) return `over ${f.count(from - 1)}`;
  return from === to ? "same day" : `${f.count(from)}–${f.count(to)}`;
}
