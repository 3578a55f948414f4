import type { AbandonedProduct } from "../../insights/abandonment/abandoned-products.ts";
import { decimalAmount } from "../../lib/money.ts";
import type { Column } from "../column.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";

/** The goods of which most was lost. */
export function AbandonedProductsTable({ rows }: { rows: readonly AbandonedProduct[] }) {
  const f = useFormats();
  const columns: Column<AbandonedProduct>[] = [
    { key: "title", title: "Product", kind: "text", value: titleOf, cell: (row) => <ProductName of={row} /> },
    {
      key: "checkouts",
      title: "Checkouts",
      kind: "number",
      value: ({ checkouts }) => checkouts,
      cell: ({ checkouts }) => f.count(checkouts),
    },
    {
      ...{ key: "lostUnits", title: "Units lost", kind: "number", wide: true },
      value: ({ lostUnits }) => lostUnits,
      cell: ({ lostUnits }) => f.count(lostUnits),
    },
    {
      ...{ key: "lostValue", title: "Value lost", kind: "number", formula: formulas.products, unit: f.currency },
      value: ({ lostValue }) => decimalAmount(lostValue, f.currency),
      cell: ({ lostValue }) => f.money(lostValue),
    },
  ];
  return (
    <WholeTable
      caption="Most abandoned products"
      columns={columns}
      rows={rows}
      rowKey={({ productId }) => productId}
      empty="No checkout was left in these days."
    />
  );
}

function titleOf({ productId, title }: AbandonedProduct): string {
  return productId === "0" ? "Goods without a product" : (title ?? `Product ${productId}`);
}

function ProductName({ of }: { of: AbandonedProduct }) {
  return of.productId === "0" ? titleOf(of) : <PageLink to={`/app/products/${of.productId}`}>{titleOf(of)}</PageLink>;
}
