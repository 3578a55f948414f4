import { decimalAmount } from "../../lib/money.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";
import type { Figures } from "./overview-view.ts";

/** What sold best, by net sales. */
export function TopProducts({ products }: { products: Figures["products"] }) {
  const f = useFormats();
  return (
    <WholeTable
      caption="Top products"
      columns={[
        {
          key: "product",
          title: "Product",
          kind: "text",
          value: ({ productId, title }) => (productId === null ? "Items without a product" : (title ?? `Product ${productId}`)),
          cell: ({ productId, title }) =>
            productId === null ? (
              "Items without a product"
            ) : (
              <PageLink to={`/app/products/${productId}`}>{title ?? `Product ${productId}`}</PageLink>
            ),
        },
        {
          ...{ key: "units", title: "Units", kind: "number", formula: formulas.unitsSold },
          value: ({ units }) => units,
          cell: ({ units }) => f.count(units),
        },
        {
          ...{ key: "net", title: "Net sales", kind: "number", formula: formulas.netSales, unit: f.currency },
          value: ({ netSales }) => decimalAmount(netSales, f.currency),
          cell: ({ netSales }) => f.money(netSales),
        },
      ]}
      rows={products}
      rowKey={({ productId }) => productId ?? "none"}
      empty="Nothing was sold in these days."
    />
  );
}
