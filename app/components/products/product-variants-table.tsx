import { Text } from "@shopify/polaris";
import type { ProductVariant } from "../../insights/products/product-variants.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import { DaysLeft, stockWords } from "./stock-words.tsx";

/** The variants of a product: what each sold in the range, and what is left of it. */
export function ProductVariantsTable({ variants }: { variants: readonly ProductVariant[] }) {
  return (
    <DataTable
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
    { key: "title", title: "Variant", kind: "text", cell: (row) => <Name row={row} /> },
    { key: "units", title: "Units", kind: "number", formula: formulas.units, cell: ({ units }) => f.count(units) },
    { key: "returned", title: "Returned", kind: "number", wide: true, cell: ({ unitsReturned }) => f.count(unitsReturned) },
    { key: "net", title: "Net sales", kind: "number", formula: formulas.net, cell: ({ netSales }) => f.money(netSales) },
    {
      key: "available",
      title: "Available",
      kind: "number",
      formula: formulas.available,
      cell: (row) => ofCatalogue(row, () => stockWords(row.tracked, row.available, f)),
    },
    {
      key: "rate",
      title: "Units a day",
      kind: "number",
      wide: true,
      formula: formulas.unitsADay,
      cell: ({ unitsADay }) => (unitsADay === null ? "–" : f.perDay(unitsADay)),
    },
    {
      key: "left",
      title: "Days left",
      kind: "number",
      wide: true,
      formula: formulas.daysLeft,
      cell: (row) => ofCatalogue(row, () => <DaysLeft days={row.daysLeft} tracked={row.tracked} />),
    },
  ];
}

function Name({ row: { variantId, title, sku, inCatalogue } }: { row: ProductVariant }) {
  const words = variantId === null ? "Without a variant" : (title ?? `Variant ${variantId}`);
  const more = [sku, inCatalogue || variantId === null ? null : "no longer in the catalogue"].filter(
    (part) => part !== null && part !== "",
  );
  return (
    <>
      {words}
      {more.length > 0 && (
        <Text as="span" tone="subdued">
          {` ${more.join(", ")}`}
        </Text>
      )}
    </>
  );
}
