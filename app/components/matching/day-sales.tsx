import { Badge, BlockStack, Button, Card, InlineStack, Pagination, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ComparedSale } from "../../insights/matching/compare.ts";
import { ExportButton } from "../export-button.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { figureNames, written, writtenDifference } from "./figure-names.ts";

const PAGE = 50;
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
  const f = useFormats();
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(sales.length / PAGE));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Sale by sale
          </Text>
          <ExportButton href={exportHref} what="both sides, sale by sale" />
        </InlineStack>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Sale</th>
              <th scope="col">Comparison</th>
            </tr>
          </thead>
          <tbody>
            {sales.slice(page * PAGE, (page + 1) * PAGE).map((sale) => (
              <tr key={`${sale.saleId} ${sale.lineType}`}>
                <th scope="row" className={css.name}>
                  <Button variant="plain" url={orderHref(sale.orderId)}>
                    {sale.orderName || `Order ${sale.orderId}`}
                  </Button>
                </th>
                <td>
                  <BlockStack>
                    <span>{lineTypes[sale.lineType] ?? sale.lineType}</span>
                    <Text as="span" tone="subdued" variant="bodySm">
                      {sale.saleId}
                    </Text>
                  </BlockStack>
                </td>
                <td>
                  <Verdict sale={sale} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {pages > 1 && (
          <InlineStack align="center">
            <Pagination
              label={`Page ${f.count(page + 1)} of ${f.count(pages)}`}
              hasPrevious={page > 0}
              hasNext={page < pages - 1}
              onPrevious={() => setPage(page - 1)}
              onNext={() => setPage(page + 1)}
            />
          </InlineStack>
        )}
      </BlockStack>
    </Card>
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
