import { Link } from "@remix-run/react";
import { BlockStack, Card, Checkbox, InlineStack, Pagination, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ComparedDay, DayComparison } from "../../insights/matching/compare.ts";
import type { FigureName } from "../../lib/report-figures.ts";
import { ExportButton } from "../export-button.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { figureNames, listed, written, writtenDifference } from "./figure-names.ts";

const PAGE = 31;

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
  const [page, setPage] = useState(0);
  const shown = days.filter(({ differing }) => !onlyDiffering || differing.length > 0).reverse();
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const at = Math.min(page, pages - 1);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Day by day
          </Text>
          {exportHref !== undefined && days.length > 0 && <ExportButton href={exportHref} what="both sides, day by day" />}
        </InlineStack>
        <InlineStack gap="400" blockAlign="end">
          <Select
            label="Number"
            options={told.map((name) => ({ value: name, label: figureNames[name] }))}
            value={number}
            onChange={(chosen) => setNumber(told.find((name) => name === chosen) ?? number)}
          />
          <Checkbox
            label={`Only days that differ (${f.count(differingDays)})`}
            checked={onlyDiffering}
            onChange={(checked) => {
              setOnlyDiffering(checked);
              setPage(0);
            }}
          />
        </InlineStack>
        {shown.length === 0 ? (
          <Text as="p" tone="subdued">
            {days.length === 0 ? "Neither Shopify nor Tillwise has a sale in these days." : "No day differs."}
          </Text>
        ) : (
          <table className={css.table}>
            <caption>
              <Text as="span" visuallyHidden>
                {figureNames[number]} by day, Shopify's and Tillwise's
              </Text>
            </caption>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" className={css.number}>
                  Shopify
                </th>
                <th scope="col" className={css.number}>
                  Tillwise
                </th>
                <th scope="col" className={css.number}>
                  Difference
                </th>
                <th scope="col" className={css.wide}>
                  Numbers that differ
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(at * PAGE, (at + 1) * PAGE).map((day) => (
                <Row key={day.day} day={day} number={number} index={told.indexOf(number)} href={dayHref?.(day.day)} />
              ))}
            </tbody>
          </table>
        )}
        {pages > 1 && (
          <InlineStack align="center">
            <Pagination
              label={`Page ${f.count(at + 1)} of ${f.count(pages)}`}
              hasPrevious={at > 0}
              hasNext={at < pages - 1}
              onPrevious={() => setPage(at - 1)}
              onNext={() => setPage(at + 1)}
            />
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

type RowProps = { readonly day: ComparedDay; readonly number: FigureName; readonly index: number; readonly href: string | undefined };

function Row({ day: { day, shopify, ours, differing }, number, index, href }: RowProps) {
  const f = useFormats();
  const [theirs, own] = [shopify[index] ?? "0", ours[index] ?? "0"];
  const difference = String(BigInt(own) - BigInt(theirs));
  return (
    <tr>
      <th scope="row" className={css.name}>
        {href === undefined ? (
          f.day(day)
        ) : (
          <Link to={href} className={css.link} aria-label={`Compare the sales of ${f.day(day)} one by one`}>
            {f.day(day)}
          </Link>
        )}
      </th>
      <td className={css.number}>{written(number, theirs, f)}</td>
      <td className={css.number}>{written(number, own, f)}</td>
      <td className={css.number}>
        <Text as="span" tone={difference === "0" ? "subdued" : "critical"}>
          {writtenDifference(number, difference, f)}
        </Text>
      </td>
      <td className={css.wide}>{differing.length === 0 ? "None" : listed(differing, f.locale)}</td>
    </tr>
  );
}
