import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import type { DayComparison } from "../../insights/matching/compare.ts";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { figureNames, written, writtenDifference } from "./figure-names.ts";

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
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            All days together
          </Text>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className={css.number}>
                  Shopify
                </th>
                <th scope="col" className={css.number}>
                  Tillwise
                </th>
                <th scope="col" className={css.number}>
                  Difference
                </th>
              </tr>
            </thead>
            <tbody>
              {totals.map(({ name, shopify, ours, difference }) => (
                <tr key={name}>
                  <th scope="row" className={css.name}>
                    {figureNames[name]}
                  </th>
                  <td className={css.number}>{written(name, shopify, f)}</td>
                  <td className={css.number}>{written(name, ours, f)}</td>
                  <td className={css.number}>
                    <Text as="span" tone={difference === "0" ? "success" : "critical"}>
                      {writtenDifference(name, difference, f)}
                    </Text>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {untold.length > 0 && (
            <Text as="p" tone="subdued">
              Not told by {source}, and not compared: {untold.map((name) => figureNames[name].toLowerCase()).join(", ")}.
            </Text>
          )}
        </BlockStack>
      </Card>
    </>
  );
}
