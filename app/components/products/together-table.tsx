import { useSearchParams } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { BoughtTogether } from "../../insights/products/bought-together.ts";
import { changedQuery } from "../../lib/address.ts";
import type { AskedPairs } from "../../lib/product-query.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { FloorsForm } from "./floors-form.tsx";
import { formulas } from "./formulas.ts";
import { ProductLink, productWords } from "./product-link.tsx";

type Counts = { readonly compared: number; readonly leftOut: number };
type Props = {
  readonly asked: AskedPairs;
  readonly rows: readonly BoughtTogether[];
  readonly total: number;
  readonly counts: Counts;
  readonly exportHref: string;
};

/** Pairs of products bought in one order, and how much that says. */
export function TogetherTable({ asked, rows, total, counts, exportHref }: Props) {
  return (
    <DataTable
      caption="Pairs of products"
      columns={usePairColumns()}
      rows={rows}
      rowKey={({ productId, otherId }) => `${productId} ${otherId}`}
      table={asked.table}
      total={total}
      exportHref={exportHref}
      empty={<NoPairs floors={asked.floors} compared={counts.compared} />}
    >
      <BlockStack gap="300">
        <FloorsForm key={`${asked.floors.pair} ${asked.floors.product}`} floors={asked.floors} />
        <Compared {...counts} />
      </BlockStack>
    </DataTable>
  );
}

/** Which orders are compared, and which are not. */
function Compared({ compared, leftOut }: Counts) {
  const f = useFormats();
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {`${f.count(compared)} ${compared === 1 ? "order" : "orders"} with a product are compared.`}
      {leftOut > 0 &&
        ` ${f.count(leftOut)} more (${f.rate(leftOut / (leftOut + compared))}) are left out, as they have more than 25 different products: in such an order everything meets everything.`}
    </Text>
  );
}

function NoPairs({ floors, compared }: { floors: AskedPairs["floors"]; compared: number }) {
  const [params] = useSearchParams();
  const isLow = floors.pair === 1 && floors.product === 1;
  return (
    <BlockStack gap="300">
      <Text as="p">
        {compared === 0
          ? "No order with a product was placed in these days."
          : isLow
            ? "In none of these orders were two different products."
            : `No two products were bought together in ${floors.pair} orders or more, with ${floors.product} orders or more of each. Fewer are as likely chance as habit, so they are not shown.`}
      </Text>
      {compared > 0 && !isLow && (
        <InlineStack gap="200">
          <Button url={`/app/products/together${changedQuery(params, { pair: "2", product: "2", page: null })}`}>
            Show pairs from 2 orders on
          </Button>
          <Button url={`/app/products/together${changedQuery(params, { range: "all", from: null, to: null, page: null })}`}>
            Look at all time
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function usePairColumns(): Column<BoughtTogether>[] {
  const f = useFormats();
  return [
    { key: "pair", title: "Products", kind: "text", cell: (row) => <Pair row={row} /> },
    { key: "orders", title: "Orders", kind: "number", sortable: true, formula: formulas.pairOrders, cell: ({ orders }) => f.count(orders) },
    {
      key: "support",
      title: "Support",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.support,
      cell: ({ support }) => f.rate(support, 2),
    },
    {
      key: "confidence",
      title: "With the first",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.confidence,
      cell: ({ confidence }) => f.rate(confidence),
    },
    {
      key: "back",
      title: "With the second",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.back,
      cell: ({ confidenceBack }) => f.rate(confidenceBack),
    },
    { key: "lift", title: "Lift", kind: "number", sortable: true, formula: formulas.lift, cell: ({ lift }) => f.decimal(lift, 2) },
  ];
}

function Pair({ row }: { row: BoughtTogether }) {
  return (
    <>
      <ProductLink id={row.productId}>{productWords(row.productId, row.title)}</ProductLink>
      {" + "}
      <ProductLink id={row.otherId}>{productWords(row.otherId, row.otherTitle)}</ProductLink>
    </>
  );
}
