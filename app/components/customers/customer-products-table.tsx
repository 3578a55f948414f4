import { Text } from "@shopify/polaris";
import type { CustomerProduct } from "../../insights/customers/customer-products.ts";
import { DataTable } from "../data-table.tsx";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

/** What one customer has bought, the most first. */
export function CustomerProductsTable({ products }: { products: readonly CustomerProduct[] }) {
  const f = useFormats();
  const all = products[0]?.products ?? 0;
  return (
    <DataTable
      caption="Products bought"
      columns={[
        {
          key: "title",
          title: "Product",
          kind: "text",
          cell: ({ productId, title }: CustomerProduct) =>
            productId === null ? (
              "Without a product"
            ) : (
              <PageLink to={`/app/products/${productId}`}>{title ?? `Product ${productId}`}</PageLink>
            ),
        },
        {
          key: "units",
          title: "Units",
          kind: "number",
          formula: formulas.unitsBought,
          cell: ({ unitsSold, unitsReturned }) => (
            <>
              {f.count(unitsSold - unitsReturned)}
              {unitsReturned > 0 && (
                <Text as="p" variant="bodySm" tone="subdued">
                  {`${f.count(unitsReturned)} returned`}
                </Text>
              )}
            </>
          ),
        },
        { key: "net", title: "Net sales", kind: "number", formula: formulas.productNet, cell: ({ netSales }) => f.money(netSales) },
      ]}
      rows={products}
      rowKey={({ productId }) => productId ?? "none"}
      empty="Nothing yet."
    >
      {all > products.length && (
        <Text as="p" tone="subdued">{`The first ${f.count(products.length)} of ${f.count(all)}, by net sales.`}</Text>
      )}
    </DataTable>
  );
}
