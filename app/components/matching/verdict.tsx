import { Banner, Text } from "@shopify/polaris";
import type { DayComparison, Pair } from "../../insights/matching/compare.ts";
import type { FigureName } from "../../lib/report-figures.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { Difference } from "./difference.tsx";
import { figureNames, written } from "./figure-names.ts";

type Props = { readonly comparison: DayComparison; readonly source: string };

/** Whether all is equal, in one sentence, and number by number over all days. */
export function Verdict({ comparison: { days, totals, untold, differingDays }, source }: Props) {
  const f = useFormats();
  const compared = f.count(days.length);
  return (
    <>
      {differingDays === 0 ? (
        <Banner tone="success" title={`All ${f.count(totals.length)} numbers are equal to Shopify's`}>
          <p>
            {compared} {days.length === 1 ? "day" : "days"}, compared one by one with {source}, to the last cent.
          </p>
        </Banner>
      ) : (
        <Banner tone="warning" title={`${f.count(differingDays)} of ${compared} days differ from Shopify's`}>
          <p>
            Open a day below: its sales are compared one by one, and each difference is named by its order. Numbers of today may differ for
            a few minutes, until Shopify's report and Tillwise have both seen the last orders.
          </p>
        </Banner>
      )}
      <DataTable
        caption="All days together"
        columns={[
          { key: "number", title: "Number", kind: "text", cell: ({ name }: Pair) => figureNames[name] },
          { key: "shopify", title: "Shopify", kind: "number", cell: ({ name, shopify }) => written(name, shopify, f) },
          { key: "ours", title: "Tillwise", kind: "number", cell: ({ name, ours }) => written(name, ours, f) },
          {
            key: "difference",
            title: "Difference",
            kind: "number",
            cell: ({ name, difference }) => <Difference of={name} value={difference} none="success" />,
          },
        ]}
        rows={totals}
        rowKey={({ name }) => name}
        empty={`Nothing that Tillwise has a number for is told by ${source}.`}
        below={<Untold names={untold} source={source} />}
      />
    </>
  );
}

function Untold({ names, source }: { names: readonly FigureName[]; source: string }) {
  if (names.length === 0) return null;
  return (
    <Text as="p" tone="subdued">
      Not told by {source}, and not compared: {names.map((name) => figureNames[name].toLowerCase()).join(", ")}.
    </Text>
  );
}
