import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { CustomerRecord } from "../../insights/customers/customer-record.ts";
import type { RfmCutPoints } from "../../insights/customers/rfm-cut-points.ts";
import { groupOf, type RfmGroup, rfmGroupNamed, type Score, scores } from "../../lib/rfm.ts";
import { FormulaButton } from "../formula-button.tsx";
import { PageLink } from "../page-link.tsx";
import { Sideways } from "../sideways.tsx";
import tables from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import { groupWords } from "./group-words.ts";

type Props = {
  readonly figures: NonNullable<CustomerRecord["figures"]>;
  readonly shopifyGroup: string | null;
  readonly cuts: RfmCutPoints;
};

/** The scores of a customer with the cut points that they come from, and the segment that they make. */
export function CustomerRfm({ figures, shopifyGroup, cuts }: Props) {
  const f = useFormats();
  const { recency, frequency, money } = figures;
  if (recency === null || frequency === null || money === null) {
    return (
      <Card>
        <BlockStack gap="300">
          <Heading />
          <Text as="p" tone="subdued">
            {`This customer’s figures are in ${figures.currency}: they are not compared with those in ${f.currency}, so there are no scores.`}
          </Text>
        </BlockStack>
      </Card>
    );
  }
  const worth = scores.find((score) => score === Math.floor((frequency + money) / 2)) ?? 1;
  const group = groupOf(recency, worth);
  const rows: readonly (readonly [string, Score, string, readonly string[]])[] = [
    ["Recency", recency, f.day(figures.lastOrderOn), cuts.lastOrderOn.map((day) => f.day(day))],
    ["Frequency", frequency, f.count(figures.orders), cuts.orders.map(f.count)],
    ["Money", money, f.money(figures.netSales), cuts.netSales.map(f.money)],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Heading />
        <InlineStack gap="200" blockAlign="center">
          <PageLink to={`/app/customers?segment=${group}`}>{groupWords[group].name}</PageLink>
          <Text as="span" tone="subdued" numeric>
            {`R ${recency}, FM ${f.decimal((frequency + money) / 2)}`}
          </Text>
          <ShopifySays name={shopifyGroup} ours={group} />
        </InlineStack>
        <Text as="p">{groupWords[group].todo}</Text>
        <Sideways name="Scores and cut points">
          <table className={tables.table}>
            <caption>
              <Text as="span" visuallyHidden>
                Scores and cut points
              </Text>
            </caption>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Score</th>
                <th scope="col">Theirs</th>
                <th scope="col">A point more above</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([what, score, own, points]) => (
                <tr key={what}>
                  <th scope="row">{what}</th>
                  <td>{score} of 5</td>
                  <td>{own}</td>
                  <td>{points.join(" · ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      </BlockStack>
    </Card>
  );
}

function Heading() {
  return (
    <InlineStack gap="100" blockAlign="center">
      <Text as="h2" variant="headingMd">
        Segment
      </Text>
      <FormulaButton of={formulas.segment} />
    </InlineStack>
  );
}

function ShopifySays({ name, ours }: { name: string | null; ours: RfmGroup }) {
  const theirs = name === null ? null : rfmGroupNamed(name);
  if (theirs === null) return null;
  return theirs === ours ? <Badge tone="success">Shopify agrees</Badge> : <Badge>{`Shopify says: ${groupWords[theirs].name}`}</Badge>;
}
