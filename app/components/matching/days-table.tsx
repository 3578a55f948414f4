import { Link } from "@remix-run/react";
import { Checkbox, InlineStack, Select } from "@shopify/polaris";
import { useState } from "react";
import type { ComparedDay, DayComparison } from "../../insights/matching/compare.ts";
import type { FigureName } from "../../lib/report-figures.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { useTurned } from "../use-turned.tsx";
import { Difference } from "./difference.tsx";
import { figureNames, listed, written } from "./figure-names.ts";

const A_MONTH = 31;

type Props = {
  readonly comparison: DayComparison;
  /** The address of a day's sales, where Shopify can be asked for them. */
  readonly dayHref?: (day: string) => string;
  /** The address of the same as CSV. */
  readonly exportHref?: string;
};

/** Day by day, one number at a time: Shopify's, ours, and what is between them. The newest day first. */
export function DaysTable({ comparison: { days, told, differingDays }, dayHref, exportHref }: Props) {
  const f = useFormats();
  const [number, setNumber] = useState<FigureName>(told.includes("totalSales") ? "totalSales" : (told[0] ?? "netSales"));
  const [onlyDiffering, setOnlyDiffering] = useState(false);
  const wanted = days.filter(({ differing }) => !onlyDiffering || differing.length > 0).reverse();
  const { shown, turner } = useTurned(wanted, A_MONTH);
  return (
    <DataTable
      caption="Day by day"
      columns={useColumns(number, told.indexOf(number), dayHref)}
      rows={shown}
      rowKey={({ day }) => day}
      total={days.length}
      {...(exportHref === undefined ? {} : { exportHref })}
      empty={days.length === 0 ? "Neither Shopify nor Tillwise has a sale in these days." : "No day differs."}
      below={turner}
    >
      <InlineStack gap="400" blockAlign="end">
        <Select
          label="Number"
          options={told.map((name) => ({ value: name, label: figureNames[name] }))}
          value={number}
          onChange={(chosen) => setNumber(told.find((name) => name === chosen) ?? number)}
        />
        <Checkbox label={`Only days that differ (${f.count(differingDays)})`} checked={onlyDiffering} onChange={setOnlyDiffering} />
      </InlineStack>
    </DataTable>
  );
}

/** `at`: the place of the number among a day's values. */
function useColumns(number: FigureName, at: number, dayHref: Props["dayHref"]): Column<ComparedDay>[] {
  const f = useFormats();
  const theirs = (day: ComparedDay) => day.shopify[at] ?? "0";
  const ours = (day: ComparedDay) => day.ours[at] ?? "0";
  const between = (day: ComparedDay) => String(BigInt(ours(day)) - BigInt(theirs(day)));
  return [
    { key: "day", title: "Day", kind: "text", cell: ({ day }) => <Day day={day} href={dayHref?.(day)} /> },
    { key: "shopify", title: "Shopify", kind: "number", cell: (day) => written(number, theirs(day), f) },
    { key: "ours", title: "Tillwise", kind: "number", cell: (day) => written(number, ours(day), f) },
    { key: "between", title: "Difference", kind: "number", cell: (day) => <Difference of={number} value={between(day)} none="subdued" /> },
    {
      key: "differing",
      title: "Numbers that differ",
      kind: "text",
      wide: true,
      cell: ({ differing }) => (differing.length === 0 ? "None" : listed(differing, f.locale)),
    },
  ];
}

function Day({ day, href }: { day: string; href: string | undefined }) {
  const f = useFormats();
  if (href === undefined) return f.day(day);
  return (
    <Link to={href} className={css.link} aria-label={`Compare the sales of ${f.day(day)} one by one`}>
      {f.day(day)}
    </Link>
  );
}
