import { BlockStack, Card, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { FormulaButton } from "../formula-button.tsx";
import { Later } from "../later.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";
import { groupWords } from "./group-words.ts";
import { type Agreement, shareOf } from "./rfm-view.ts";

/** How far Shopify's own segments and ours agree. It comes after the rest of the page. */
export function AgreementCard({ agreement }: { agreement: Promise<Agreement> }) {
  return (
    <Later value={agreement} waiting={<Waiting />} failed={<NotCompared />}>
      {(known) => <Known agreement={known} />}
    </Later>
  );
}

function Waiting() {
  return (
    <Card>
      <div role="status" aria-label="The comparison with Shopify is on its way">
        <SkeletonBodyText lines={14} />
      </div>
    </Card>
  );
}

function NotCompared() {
  return (
    <Card>
      <BlockStack gap="300">
        <Heading />
        <Text as="p" tone="subdued">
          The comparison could not be made just now. Reload the page to try again.
        </Text>
      </BlockStack>
    </Card>
  );
}

function Known({ agreement: { compared, agreeing, differences } }: { agreement: Agreement }) {
  const f = useFormats();
  const share = shareOf(agreeing, compared);
  if (share === null) {
    return (
      <Card>
        <BlockStack gap="300">
          <Heading />
          <Text as="p" tone="subdued">
            Shopify has not named a segment of any of these customers, so there is nothing to compare.
          </Text>
        </BlockStack>
      </Card>
    );
  }
  return (
    <WholeTable
      caption="Agreement with Shopify"
      columns={[
        {
          key: "ours",
          title: "Tillwise says",
          kind: "text",
          value: ({ ours }) => groupWords[ours].name,
          cell: ({ ours }) => groupWords[ours].name,
        },
        {
          key: "theirs",
          title: "Shopify says",
          kind: "text",
          value: ({ theirs }) => groupWords[theirs].name,
          cell: ({ theirs }) => groupWords[theirs].name,
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
          title: "Of those compared",
          kind: "number",
          wide: true,
          value: ({ customers }) => shareOf(customers, compared),
          cell: ({ customers }) => f.rate(shareOf(customers, compared) ?? 0),
        },
      ]}
      rows={differences}
      rowKey={({ ours, theirs }) => `${ours} ${theirs}`}
      empty="On every customer both agree."
    >
      <InlineStack gap="100" blockAlign="center">
        <Text as="p" numeric>
          {`For ${f.rate(share)} of ${f.count(compared)} customers Shopify names the same segment (${f.count(agreeing)}). Where they differ:`}
        </Text>
        <FormulaButton of={formulas.agreement} />
      </InlineStack>
    </WholeTable>
  );
}

function Heading() {
  return (
    <Text as="h2" variant="headingMd">
      Agreement with Shopify
    </Text>
  );
}
