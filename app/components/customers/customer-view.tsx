import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { CustomerOrder } from "../../insights/customers/customer-orders.ts";
import type { CustomerProduct } from "../../insights/customers/customer-products.ts";
import type { CustomerRecord } from "../../insights/customers/customer-record.ts";
import type { CustomerRhythm } from "../../insights/customers/customer-rhythm.ts";
import type { ValuePoint } from "../../insights/customers/customer-value-over-time.ts";
import type { RfmCutPoints } from "../../insights/customers/rfm-cut-points.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import layout from "../layout.module.css";
import type { Reach } from "../reach.ts";
import { CustomerFacts, CustomerNotes } from "./customer-faces.tsx";
import { CustomerFigures } from "./customer-figures.tsx";
import { CustomerOrdersTable } from "./customer-orders-table.tsx";
import { CustomerProductsTable } from "./customer-products-table.tsx";
import { CustomerRfm } from "./customer-rfm.tsx";
import { type Step, ValueChart } from "./value-chart.tsx";
import { Withheld } from "./withheld.tsx";

type Props = {
  readonly record: CustomerRecord;
  readonly details: {
    readonly orders: readonly CustomerOrder[];
    readonly total: number;
    readonly table: TableQuery;
    readonly products: readonly CustomerProduct[];
    readonly points: readonly ValuePoint[];
    readonly step: Step;
    readonly rhythm: CustomerRhythm;
    readonly cuts: RfmCutPoints | null;
  };
  readonly reach: Reach;
  /** The address of their orders as CSV. */
  readonly exportHref: string;
  readonly name: ReactNode;
};

/** All that is known of one customer. What needs their whole history is shown where it is there. */
export function CustomerView({ record, details, reach, exportHref, name }: Props) {
  const { figures, shopifyGroup } = record;
  const { orders, total, table, products, points, step, rhythm, cuts } = details;
  const knowsAll = reach.kind === "whole";
  return (
    <BlockStack gap="400">
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" variant="headingLg">
          {name}
        </Text>
      </Box>
      <CustomerNotes record={record} />
      <Withheld reach={reach} what="A customer’s lifetime value, rhythm and segment" />
      {knowsAll && figures && <CustomerFigures figures={figures} rhythm={rhythm} />}
      {knowsAll && points.length > 0 && <ValueChart points={points} step={step} />}
      <div className={layout.columns}>
        <CustomerOrdersTable rows={orders} total={total} table={table} exportHref={exportHref} knowsFirst={knowsAll} />
        <BlockStack gap="400">
          {knowsAll && figures && cuts && <CustomerRfm figures={figures} shopifyGroup={shopifyGroup} cuts={cuts} />}
          <CustomerProductsTable products={products} />
          <CustomerFacts record={record} />
        </BlockStack>
      </div>
    </BlockStack>
  );
}
