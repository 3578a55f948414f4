import { BlockStack, Box } from "@shopify/polaris";
import { BusyWhileLoading } from "../busy-while-loading.tsx";
import type { Names } from "../customer-name.tsx";
import layout from "../layout.module.css";
import type { Reach } from "../reach.ts";
import { LadderTable } from "./ladder-table.tsx";
import { OverviewFigures } from "./overview-figures.tsx";
import type { Figures } from "./overview-view.ts";
import { RecentOrders } from "./recent-orders.tsx";
import { SalesChart } from "./sales-chart.tsx";
import { TopCustomers } from "./top-customers.tsx";
import { TopProducts } from "./top-products.tsx";

type Props = {
  readonly figures: Figures;
  readonly names: Promise<Names>;
  readonly reach: Reach;
  /** The address of the chart's points as CSV. */
  readonly exportHref: string;
};

/** All numbers of the overview, from the first glance to single orders. */
export function OverviewNumbers({ figures, names, reach, exportHref }: Props) {
  // a day that has hardly begun is no worse than a whole one
  const isTodayAlone = figures.range.from === figures.today;
  return (
    <BusyWhileLoading>
      <BlockStack gap="400">
        <OverviewFigures now={figures.now} before={figures.before} reach={reach} isJudged={!isTodayAlone} />
        <SalesChart figures={figures} exportHref={exportHref} />
        <div className={layout.columns}>
          <LadderTable figures={figures} />
          <BlockStack gap="400">
            <TopProducts products={figures.products} />
            <TopCustomers customers={figures.customers} names={names} />
          </BlockStack>
        </div>
        <Box paddingBlockEnd="800">
          <RecentOrders figures={figures} />
        </Box>
      </BlockStack>
    </BusyWhileLoading>
  );
}
