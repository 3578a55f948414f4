import { Text } from "@shopify/polaris";
import type { OrderSale } from "../../insights/orders/order-sales.ts";
import { PageLink } from "../page-link.tsx";
import { Sideways } from "../sideways.tsx";
import tables from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { saleThing } from "./entry-words.ts";
import { statusWords } from "./order-words.ts";

type Props = { readonly sales: readonly OrderSale[]; readonly money: (minor: string) => string; readonly title: string };

/** The rows of Shopify's ledger that an agreement consists of, as they are told. */
export function EntrySales({ sales, money, title }: Props) {
  const f = useFormats();
  return (
    <details className={tables.disclosure}>
      <summary>Show its rows</summary>
      <Sideways name={title}>
        <table className={tables.table}>
          <caption>
            <Text as="span" visuallyHidden>{`Rows of the ledger: ${title}`}</Text>
          </caption>
          <thead>
            <tr>
              <th scope="col">Of</th>
              <th scope="col">Line</th>
              <th scope="col">Action</th>
              {["Quantity", "Ex tax", "Discount", "Tax", "Total"].map((head) => (
                <th key={head} scope="col" className={tables.number}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sales.map((sale) => (
              <tr key={sale.saleId}>
                <th scope="row" className={tables.name}>
                  <Thing sale={sale} />
                </th>
                <td>{statusWords(sale.lineType)}</td>
                <td>{statusWords(sale.action)}</td>
                <td className={tables.number}>{sale.quantity === null ? "" : f.count(sale.quantity)}</td>
                {[sale.exTax, sale.discount, sale.tax, sale.total].map((amount, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand where they stand
                  <td key={column} className={tables.number}>
                    {money(amount)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </details>
  );
}

function Thing({ sale }: { sale: OrderSale }) {
  const name = `${saleThing(sale)}${sale.variantTitle ? ` · ${sale.variantTitle}` : ""}`;
  return sale.productId === null ? name : <PageLink to={`/app/products/${sale.productId}`}>{name}</PageLink>;
}
