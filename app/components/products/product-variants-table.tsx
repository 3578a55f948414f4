import { Text } from "@shopify/polaris";
import type { ProductVariant } from "../../insights/products/product-variants.ts";
import { decimalAmount } from "../../lib/money.ts";
import type { Column } from "../column.ts";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";
import { DaysLeft, stockWords } from "./stock-words.tsx";

/** The variants of a product: what each sold in the range, and what is left of it. */
export function ProductVariantsTable({ variants }: { variants: readonly ProductVariant[] }) {
  return (
    <WholeTable
      caption="Variants"
      columns={useColumns()}
      rows={variants}
      rowKey={({ variantId }) => variantId ?? "none"}
      empty="This product has no variants in the catalogue, and none was sold in these days."
    />
  );
}

function useColumns(): Column<ProductVariant>[] {
  const f = useFormats();
  const ofCatalogue = (row: ProductVariant, words: () => React.ReactNode) => (row.inCatalogue ? words() : "–");
  return [
    { key: "title", title: "Variant", kind: "text", value: namedBy, cell: (row) => <Name row={row} /> },
    {
      key: "units",
      title: "Units",
      kind: "number",
      formula: formulas.units,
      value: ({ units }) => units,
      cell: ({ units }) => f.count(units),
    },
    {
      key: "returned",
      title: "Returned",
      kind: "number",
      wide: true,
      value: ({ unitsReturned }) => unitsReturned,
      cell: ({ unitsReturned }) => f.count(unitsReturned),
    },
    {
      ...{ key: "net", title: "Net sales", kind: "number", formula: formulas.net, unit: f.currency },
      value: ({ netSales }) => decimalAmount(netSales, f.currency),
      cell: ({ netSales }) => f.money(netSales),
    },
    {
      key: "available",
      title: "Available",
      kind: "number",
      formula: formulas.available,
      value: ({ inCatalogue, tracked, available }) => (inCatalogue && tracked ? available : null),
      cell: (row) => ofCatalogue(row, () => stockWords(row.tracked, row.available, f)),
    },
    {
      key: "rate",
      title: "Units a day",
      kind: "number",
      wide: true,
      formula: formulas.unitsADay,
      value: ({ unitsADay }) => unitsADay,
      cell: ({ unitsADay }) => (unitsADay === null ? "–" : f.perDay(unitsADay)),
    },
    {
      key: "left",
      title: "Days left",
      kind: "number",
      wide: true,
      formula: formulas.daysLeft,
      value: ({ daysLeft }) => daysLeft,
      cell: (row) => ofCatalogue(row, () => <DaysLeft days={row.daysLeft} tracked={row.tracked} />),
    },
  ];
}

function namedBy(row: ProductVariant): string {
  return [wordsOf(row), row.sku].filter((part) => part !== null && part !== "").join(", ");
}

function wordsOf({ variantId, title }: ProductVariant): string {
  return variantId === null ? "Without a variant" : (title ?? `Variant ${variantId}`);
}

function Name({ row }: { row: ProductVariant }) {
  const { variantId, sku, inCatalogue } = row;
  const more = [sku, inCatalogue || variantId === null ? null : "no longer in the catalogue"].filter(
    (part) => part !== null && part !== "",
  );
  return (
    <>
      {wordsOf(row)}
      {more.length > 0 && (
        <Text as="span" tone="subdued">
          {` ${more.join(", ")}`}
        </Text>
      )}
    </>
  );
}
