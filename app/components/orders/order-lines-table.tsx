import { Text } from "@shopify/polaris";
import type { OrderLineRow } from "../../insights/orders/order-lines.ts";
import { decimalAmount } from "../../lib/money.ts";
import type { Column } from "../column.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";

/** What is on an order, as it was sold and as it stands now. */
export function OrderLinesTable({ lines, currency }: { lines: readonly OrderLineRow[]; currency: string }) {
  const f = useFormats();
  const columns: Column<OrderLineRow>[] = [
    { key: "title", title: "Product", kind: "text", value: titleOf, cell: (line) => <Title line={line} /> },
    { key: "sku", title: "SKU", kind: "text", wide: true, value: ({ sku }) => sku, cell: ({ sku }) => sku ?? "" },
    {
      key: "price",
      title: "Price",
      kind: "number",
      wide: true,
      unit: currency,
      value: ({ unitPrice }) => decimalAmount(unitPrice, currency),
      cell: ({ unitPrice }) => f.moneyIn(unitPrice, currency),
    },
    { key: "quantity", title: "Ordered", kind: "number", value: ({ quantity }) => quantity, cell: ({ quantity }) => f.count(quantity) },
    {
      key: "current",
      title: "Now",
      kind: "number",
      value: ({ currentQuantity }) => currentQuantity,
      cell: ({ currentQuantity }) => f.count(currentQuantity),
    },
    {
      key: "net",
      title: "Net sales",
      kind: "number",
      formula: formulas.lineNetSales,
      unit: currency,
      value: ({ netSales }) => decimalAmount(netSales, currency),
      cell: ({ netSales }) => f.moneyIn(netSales, currency),
    },
  ];
  return (
    <WholeTable
      caption="Lines"
      columns={columns}
      rows={lines}
      rowKey={({ lineId }) => lineId}
      empty="Shopify has told no lines of this order."
    />
  );
}

function titleOf({ title, variantTitle, isGiftCard }: OrderLineRow): string {
  return [title, variantTitle, isGiftCard ? "Gift card" : null].filter((word) => word !== null).join(" · ");
}

function Title({ line: { title, variantTitle, productId, isGiftCard } }: { line: OrderLineRow }) {
  return (
    <>
      {productId === null ? title : <PageLink to={`/app/products/${productId}`}>{title}</PageLink>}
      {(variantTitle || isGiftCard) && (
        <Text as="p" variant="bodySm" tone="subdued">
          {[variantTitle, isGiftCard ? "Gift card" : null].filter((word) => word !== null).join(" · ")}
        </Text>
      )}
    </>
  );
}
