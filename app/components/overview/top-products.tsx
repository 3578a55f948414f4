import { BlockStack, Card, Text } from "@shopify/polaris";
import { NumberHead } from "../number-head.tsx";
import { PageLink } from "../page-link.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import type { Figures } from "./overview-view.ts";

/** What sold best, by net sales. */
export function TopProducts({ products }: { products: Figures["products"] }) {
  const f = useFormats();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Top products
        </Text>
        {products.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing was sold in these days.
          </Text>
        ) : (
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Product</th>
                <NumberHead of={formulas.unitsSold}>Units</NumberHead>
                <NumberHead of={formulas.netSales}>Net sales</NumberHead>
              </tr>
            </thead>
            <tbody>
              {products.map(({ productId, title, units, netSales }) => (
                <tr key={productId ?? "none"}>
                  <th scope="row" className={css.name}>
                    {productId === null ? (
                      "Items without a product"
                    ) : (
                      <PageLink to={`/app/products/${productId}`}>{title ?? `Product ${productId}`}</PageLink>
                    )}
                  </th>
                  <td className={css.number}>{f.count(units)}</td>
                  <td className={css.number}>{f.money(netSales)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </BlockStack>
    </Card>
  );
}
