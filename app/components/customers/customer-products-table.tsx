import { Text } from "@shopify/polaris";
import type { CustomerProduct } from "../../insights/customers/customer-products.ts";
import { decimalAmount } from "../../lib/money.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";

/** What one customer has bought, the most first. */
export function CustomerProductsTable({ products }: { products: readonly CustomerProduct[] }) {
  const f = useFormats();
  const all = products[0]?.products ?? 0;
  return (
    <WholeTable
      caption="Products bought"
      columns={[
        {
          key: "title",
          title: "Product",
          kind: "text",
          value: ({ productId, title }) => (productId === null ? "Without a product" : (title ?? `Product ${productId}`)),
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
          value: ({ unitsSold, unitsReturned }) => unitsSold - unitsReturned,
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
        {
          key: "net",
          title: "Net sales",
          kind: "number",
          formula: formulas.productNet,
          unit: f.currency,
          value: ({ netSales }) => decimalAmount(netSales, f.currency),
          cell: ({ netSales }) => f.money(netSales),
        },
      ]}
      rows={products}
      rowKey={({ productId }) => productId ?? "none"}
      empty="Nothing yet."
    >
      {all > products.length && (
        <Text as="p" tone="subdued">{`The first ${f.count(products.length)} of ${f.count(all)}, by net sales.`}</Text>
      )}
    </WholeTable>
  );
}
