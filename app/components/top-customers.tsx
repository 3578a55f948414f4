import { Await } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import { Suspense } from "react";
import { formatCount, formatMoney } from "./format.ts";
import css from "./overview.module.css";
import type { Figures, Manner, Names } from "./overview-view.ts";

type Props = { readonly customers: Figures["customers"]; readonly names: Promise<Names>; readonly currency: Manner["currency"] };

/** Who bought most, by net sales. The names come from Shopify after the numbers, and take the room that is kept for them. */
export function TopCustomers({ customers, names, currency }: Props) {
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
                  <td className={css.number}>{formatCount(orders)}</td>
                  <td className={css.number}>{formatMoney(netSales, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </BlockStack>
    </Card>
  );
}

function CustomerName({ id, names }: { id: string; names: Promise<Names> }) {
  const numbered = `Customer ${id}`;
  return (
    <Suspense
      fallback={
        <>
          <span className={css.nameBar} />
          <Text as="span" visuallyHidden>
            {numbered}
          </Text>
        </>
      }
    >
      <Await resolve={names} errorElement={numbered}>
        {(known) => known[id] ?? numbered}
      </Await>
    </Suspense>
  );
}
