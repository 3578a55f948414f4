import type { AbandonedProduct } from "../../insights/abandonment/abandoned-products.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

/** The goods of which most was lost. */
export function AbandonedProductsTable({ rows }: { rows: readonly AbandonedProduct[] }) {
  const f = useFormats();
  const columns: Column<AbandonedProduct>[] = [
    { key: "title", title: "Product", kind: "text", cell: (row) => <ProductName of={row} /> },
    { key: "checkouts", title: "Checkouts", kind: "number", cell: ({ checkouts }) => f.count(checkouts) },
    { key: "lostUnits", title: "Units lost", kind: "number", wide: true, cell: ({ lostUnits }) => f.count(lostUnits) },
    { key: "lostValue", title: "Value lost", kind: "number", formula: formulas.products, cell: ({ lostValue }) => f.money(lostValue) },
  ];
  return (
    <DataTable
      caption="Most abandoned products"
      columns={columns}
      rows={rows}
      rowKey={({ productId }) => productId}
      empty="No checkout was left in these days."
    />
  );
}

function ProductName({ of: { productId, title } }: { of: AbandonedProduct }) {
  if (productId === "0") return <>Goods without a product</>;
  return <PageLink to={`/app/products/${productId}`}>{title ?? `Product ${productId}`}</PageLink>;
}
