import { Text } from "@shopify/polaris";
import type { OrderLineRow } from "../../insights/orders/order-lines.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

/** What is on an order, as it was sold and as it stands now. */
export function OrderLinesTable({ lines, currency }: { lines: readonly OrderLineRow[]; currency: string }) {
  const f = useFormats();
  const columns: Column<OrderLineRow>[] = [
    { key: "title", title: "Product", kind: "text", cell: (line) => <Title line={line} /> },
    { key: "sku", title: "SKU", kind: "text", wide: true, cell: ({ sku }) => sku ?? "" },
    { key: "price", title: "Price", kind: "number", wide: true, cell: ({ unitPrice }) => f.moneyIn(unitPrice, currency) },
    { key: "quantity", title: "Ordered", kind: "number", cell: ({ quantity }) => f.count(quantity) },
    { key: "current", title: "Now", kind: "number", cell: ({ currentQuantity }) => f.count(currentQuantity) },
    {
      key: "net",
      title: "Net sales",
      kind: "number",
      formula: formulas.lineNetSales,
      cell: ({ netSales }) => f.moneyIn(netSales, currency),
    },
  ];
  return (
    <DataTable
      caption="Lines"
      columns={columns}
      rows={lines}
      rowKey={({ lineId }) => lineId}
      empty="Shopify has told no lines of this order."
    />
  );
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
