import { BlockStack, Card, Text } from "@shopify/polaris";
import { CustomerName, type Names } from "../customer-name.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
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
                <th scope="col" className={css.number}>
                  Orders
                </th>
                <th scope="col" className={css.number}>
                  Net sales
                </th>
              </tr>
            </thead>
            <tbody>
              {customers.map(({ customerId, orders, netSales }) => (
                <tr key={customerId}>
                  <th scope="row" className={css.name}>
                    <CustomerName id={customerId} names={names} />
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
