import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ComparedSale } from "../../insights/matching/compare.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { useTurned } from "../use-turned.tsx";
import { figureNames, written, writtenDifference } from "./figure-names.ts";

const SALES_A_PAGE = 50;
const lineTypes: Readonly<Record<string, string>> = {
  PRODUCT: "Product",
  SHIPPING: "Shipping",
  TIP: "Tip",
  GIFT_CARD: "Gift card",
  DUTY: "Duty",
  FEE: "Fee",
  ADDITIONAL_FEE: "Additional fee",
  ADJUSTMENT: "Adjustment",
};

type Props = { readonly sales: readonly ComparedSale[]; readonly orderHref: (orderId: string) => string; readonly exportHref: string };

/** The sales of a day, those that are not the same first, each under the name of its order. */
export function DaySales({ sales, orderHref, exportHref }: Props) {
  const { shown, turner } = useTurned(sales, SALES_A_PAGE);
  return (
    <DataTable
      caption="Sale by sale"
      columns={[
        {
          key: "order",
          title: "Order",
          kind: "text",
          cell: ({ orderId, orderName }: ComparedSale) => (
            <Button variant="plain" url={orderHref(orderId)}>
              {orderName || `Order ${orderId}`}
            </Button>
          ),
        },
        { key: "sale", title: "Sale", kind: "text", cell: (sale) => <Sale of={sale} /> },
        { key: "comparison", title: "Comparison", kind: "text", cell: (sale) => <Verdict sale={sale} /> },
      ]}
      rows={shown}
      rowKey={({ saleId, lineType }) => `${saleId} ${lineType}`}
      exportHref={exportHref}
      empty="Neither Shopify nor Tillwise has a sale on this day."
      below={turner}
    />
  );
}

function Sale({ of: { saleId, lineType } }: { of: ComparedSale }) {
  return (
    <BlockStack>
      <span>{lineTypes[lineType] ?? lineType}</span>
      <Text as="span" tone="subdued" variant="bodySm">
        {saleId}
      </Text>
    </BlockStack>
  );
}

function Verdict({ sale: { found, pairs, differing } }: { sale: ComparedSale }) {
  const f = useFormats();
  if (found === "both" && differing.length === 0) {
    const [main] = pairs.filter(({ name }) => name === "totalSales" || name === "tips" || name === "giftCards");
    return (
      <InlineStack gap="200" blockAlign="center">
        <Badge tone="success">Equal</Badge>
        {main && <span>{written(main.name, main.ours, f)}</span>}
      </InlineStack>
    );
  }
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Badge tone="critical">
        {found === "missing" ? "Missing in Tillwise" : found === "extra" ? "Not in Shopify's report" : "Differs"}
      </Badge>
      {pairs
        .filter(({ name }) => differing.includes(name))
        .map(({ name, shopify, ours, difference }) => (
          <span key={name}>
            {figureNames[name]}: Shopify {written(name, shopify, f)}, Tillwise {written(name, ours, f)} (
            {writtenDifference(name, difference, f)})
          </span>
        ))}
    </BlockStack>
  );
}
