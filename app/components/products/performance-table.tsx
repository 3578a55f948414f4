import { useNavigate, useSearchParams } from "@remix-run/react";
import { Badge } from "@shopify/polaris";
import type { ProductPerformance } from "../../insights/products/product-performance.ts";
import type { ProductTotals } from "../../insights/products/product-totals.ts";
import { changedQuery } from "../../lib/address.ts";
import type { AskedProducts, Grouping } from "../../lib/product-query.ts";
import { ChangeNote } from "../change-note.tsx";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { MenuPicker } from "../menu-picker.tsx";
import { SearchField } from "../search-field.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import { performanceWords } from "./performance-words.ts";
import { ProductLink } from "./product-link.tsx";
import css from "./products.module.css";
import { VariantName } from "./variant-name.tsx";

const captions = { product: "Products", variant: "Variants", type: "Product types", vendor: "Vendors" } as const;
const choices = (["product", "variant", "type", "vendor"] as const).map((id) => ({ id, name: `By ${id}` }));

/** A row of the table, or of its foot: what all rows come to, and what belongs to no product. */
type Line = Omit<ProductPerformance, "units" | "unitsReturned" | "grossSales" | "discounts" | "netBefore"> & {
  readonly units: number | null;
  readonly unitsReturned: number | null;
  readonly grossSales: string | null;
  readonly discounts: string | null;
  readonly netBefore: string | null;
};

type Props = {
  readonly asked: AskedProducts;
  readonly rows: readonly ProductPerformance[];
  readonly totals: ProductTotals;
  readonly isCompared: boolean;
  readonly exportHref: string;
};

/** How products sold, a row each, and what they come to: the shop's net sales. */
export function PerformanceTable({ asked, rows, totals, isCompared, exportHref }: Props) {
  return (
    <DataTable
      caption={captions[asked.by]}
      columns={useColumns(asked.by, isCompared)}
      rows={rows}
      rowKey={({ key }) => key}
      table={asked.table}
      total={totals.rows}
      foot={footOf(asked, totals)}
      exportHref={exportHref}
      empty={asked.search === "" ? "Nothing was sold or returned in these days." : `No row has “${asked.search}” in its name.`}
    >
      <div className={css.toolbar}>
        <GroupingPicker by={asked.by} />
        <SearchField words={asked.search} label={asked.by === "variant" ? "Product, variant or SKU" : "Part of a name"} maxLength={200} />
      </div>
    </DataTable>
  );
}

function GroupingPicker({ by }: { by: Grouping }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const onPick = (id: string) =>
    navigate({ search: changedQuery(params, { by: id === "product" ? null : id, page: null }) }, { preventScrollReset: true });
  return <MenuPicker label={`By ${by}`} choices={choices} chosen={by} onPick={onPick} />;
}

function footOf({ search }: AskedProducts, totals: ProductTotals): Line[] {
  const rate = (gross: string, discounts: string, returns: string) => {
    const earned = Number(BigInt(gross) - BigInt(discounts));
    return earned === 0 ? null : Number(returns) / earned;
  };
  const nothing = { productId: null, variantId: null, variantTitle: null, sku: null, deleted: false, share: null, change: null };
  const { units, unitsReturned, grossSales, discounts, adjustments } = totals;
  const sums = { units, unitsReturned, grossSales, discounts };
  if (search !== "") {
    const { returns, netSales, netBefore } = totals;
    return [
      {
        ...nothing,
        ...sums,
        key: "found",
        title: "All that were found",
        returns,
        netSales,
        netBefore,
        returnRate: rate(grossSales, discounts, returns),
      },
    ];
  }
  const returns = String(BigInt(totals.returns) + BigInt(adjustments));
  const none = { units: null, unitsReturned: null, grossSales: null, discounts: null, netBefore: null, returnRate: null };
  const adjusted = { ...nothing, ...none, key: "adjustments", title: "Adjustments without a product", returns: adjustments };
  return [
    ...(adjustments === "0" ? [] : [{ ...adjusted, netSales: String(-BigInt(adjustments)) }]),
    {
      ...nothing,
      ...sums,
      key: "shop",
      title: "Net sales of the shop",
      returns,
      netSales: totals.shopNetSales,
      netBefore: totals.shopNetBefore,
      returnRate: rate(grossSales, discounts, returns),
    },
  ];
}

function useColumns(by: Grouping, isCompared: boolean): Column<Line>[] {
  const f = useFormats();
  const money = (amount: string | null) => (amount === null ? "" : f.money(amount));
  const rate = (share: number | null) => (share === null ? "–" : f.rate(share));
  const count = ({ units }: Line) => (units === null ? "" : f.count(units));
  return [
    { key: "title", title: captions[by], kind: "text", sortable: true, cell: (row) => <Name row={row} by={by} /> },
    { key: "units", title: "Units", kind: "number", sortable: true, formula: formulas.units, cell: count },
    {
      key: "gross",
      title: "Gross sales",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.gross,
      cell: (row) => money(row.grossSales),
    },
    {
      key: "discounts",
      title: "Discounts",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.discounts,
      cell: (row) => money(row.discounts),
    },
    {
      key: "returns",
      title: "Returns",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.returns,
      cell: (row) => money(row.returns),
    },
    {
      key: "rate",
      title: "Return rate",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.rate,
      cell: (row) => (row.key === "adjustments" ? "" : rate(row.returnRate)),
    },
    {
      key: "net",
      title: "Net sales",
      kind: "number",
      sortable: true,
      formula: formulas.net,
      cell: ({ netSales, share }) => (
        <>
          {f.money(netSales)}
          {share !== null && <span className={css.share}>{f.rate(share)}</span>}
        </>
      ),
    },
    ...(isCompared
      ? [{ key: "change", title: "Change", kind: "number", sortable: true, wide: true, formula: formulas.change, cell: against } as const]
      : []),
  ];
}

function against({ netSales, netBefore }: Line) {
  return netBefore === null ? "" : <ChangeNote now={BigInt(netSales)} before={BigInt(netBefore)} isJudged />;
}

function Name({ row, by }: { row: Line; by: Grouping }) {
  const words = performanceWords(row, by);
  if (row.productId === null) return words;
  return (
    <div className={css.name}>
      <ProductLink id={row.productId}>{words}</ProductLink>
      <VariantName title={row.variantTitle} /> {row.deleted && <Badge>Deleted</Badge>}
    </div>
  );
}
