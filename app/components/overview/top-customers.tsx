import { decimalAmount } from "../../lib/money.ts";
import { CustomerName, type Names } from "../customer-name.tsx";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";
import type { Figures } from "./overview-view.ts";

type Props = { readonly customers: Figures["customers"]; readonly names: Promise<Names> };

/** Who bought most, by net sales. The names come from Shopify after the numbers, and take the room that is kept for them. */
export function TopCustomers({ customers, names }: Props) {
  const f = useFormats();
  return (
    <WholeTable
      caption="Top customers"
      columns={[
        {
          key: "customer",
          title: "Customer",
          kind: "text",
          value: ({ customerId }) => customerId,
          cell: ({ customerId }) => (
            <PageLink to={`/app/customers/${customerId}`}>
              <CustomerName id={customerId} names={names} />
            </PageLink>
          ),
        },
        {
          ...{ key: "orders", title: "Orders", kind: "number", formula: formulas.orders },
          value: ({ orders }) => orders,
          cell: ({ orders }) => f.count(orders),
        },
        {
          ...{ key: "net", title: "Net sales", kind: "number", formula: formulas.netSales, unit: f.currency },
          value: ({ netSales }) => decimalAmount(netSales, f.currency),
          cell: ({ netSales }) => f.money(netSales),
        },
      ]}
      rows={customers}
      rowKey={({ customerId }) => customerId}
      empty="No customer ordered in these days."
    />
  );
}
