import { BlockStack, Card, Text } from "@shopify/polaris";
import { CustomerName, type Names } from "../customer-name.tsx";
import { NumberHead } from "../number-head.tsx";
import { PageLink } from "../page-link.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import type { Figures } from "./overview-view.ts";

type Props = { readonly customers: Figures["customers"]; readonly names: Promise<Names> };

/** Who bought most, by net sales. The names come from Shopify after the numbers, and take the room that is kept for them. */
export function TopCustomers({ customers, names }: Props) {
  const f = useFormats();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Top customers
        </Text>
        {customers.length === 0 ? (
          <Text as="p" tone="subdued">
            No customer ordered in these days.
          </Text>
        ) : (
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <NumberHead of={formulas.orders}>Orders</NumberHead>
                <NumberHead of={formulas.netSales}>Net sales</NumberHead>
              </tr>
            </thead>
            <tbody>
              {customers.map(({ customerId, orders, netSales }) => (
                <tr key={customerId}>
                  <th scope="row" className={css.name}>
                    <PageLink to={`/app/customers/${customerId}`}>
                      <CustomerName id={customerId} names={names} />
                    </PageLink>
                  </th>
                  <td className={css.number}>{f.count(orders)}</td>
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
