import type { BoughtTogether } from "../../insights/products/bought-together.ts";
import { usualFloors } from "../../lib/product-query.ts";
import type { Column } from "../column.ts";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";
import { ProductLink, productWords } from "./product-link.tsx";

/** What else was in the orders with a product. */
export function BoughtWithTable({ pairs }: { pairs: readonly BoughtTogether[] }) {
  const f = useFormats();
  const columns: Column<BoughtTogether>[] = [
    {
      key: "other",
      title: "Product",
      kind: "text",
      value: ({ otherId, otherTitle }) => productWords(otherId, otherTitle),
      cell: ({ otherId, otherTitle }) => <ProductLink id={otherId}>{productWords(otherId, otherTitle)}</ProductLink>,
    },
    {
      ...{ key: "orders", title: "Orders", kind: "number", wide: true, formula: formulas.pairOrders },
      value: ({ orders }) => orders,
      cell: ({ orders }) => f.count(orders),
    },
    {
      key: "confidence",
      title: "Of this one's orders",
      kind: "number",
      formula: { ...formulas.confidence, name: "Of this one's orders", formula: "Orders with both ÷ orders with this product" },
      value: ({ confidence }) => confidence,
      cell: ({ confidence }) => f.rate(confidence),
    },
    {
      ...{ key: "lift", title: "Lift", kind: "number", wide: true, formula: formulas.lift },
      value: ({ lift }) => lift,
      cell: ({ lift }) => f.decimal(lift, 2),
    },
  ];
  return (
    <WholeTable
      caption="Bought together with"
      columns={columns}
      rows={pairs}
      rowKey={({ otherId }) => otherId}
      empty={`No other product was in ${usualFloors.pair} or more of its orders in these days, with ${usualFloors.product} or more orders of each.`}
    />
  );
}
