import { BlockStack, Box } from "@shopify/polaris";
import { KeyFigures } from "./key-figures.tsx";
import { LadderTable } from "./ladder-table.tsx";
import css from "./overview.module.css";
import type { Figures, Manner, Names } from "./overview-view.ts";
import type { Reach } from "./reach.ts";
import { RecentOrders } from "./recent-orders.tsx";
import { SalesChart } from "./sales-chart.tsx";
import { TopCustomers } from "./top-customers.tsx";
import { TopProducts } from "./top-products.tsx";

type Props = {
  readonly figures: Figures;
  readonly names: Promise<Names>;
  readonly reach: Reach;
  readonly manner: Manner;
  /** Others have been asked for and are on their way. */
  readonly pending: boolean;
};

/** All numbers of the overview, from the first glance to single orders. */
export function OverviewNumbers({ figures, names, reach, manner, pending }: Props) {
  // a day that has hardly begun is no worse than a whole one
  const isTodayAlone = figures.range.from === figures.today;
  return (
    <div className={pending ? css.pending : undefined} aria-busy={pending}>
      <BlockStack gap="400">
        <KeyFigures now={figures.now} before={figures.before} reach={reach} manner={manner} isJudged={!isTodayAlone} />
        <SalesChart figures={figures} manner={manner} />
        <div className={css.columns}>
          <LadderTable figures={figures} manner={manner} />
          <BlockStack gap="400">
            <TopProducts products={figures.products} currency={manner.currency} />
            <TopCustomers customers={figures.customers} names={names} currency={manner.currency} />
          </BlockStack>
        </div>
        <Box paddingBlockEnd="800">
          <RecentOrders figures={figures} timeZone={manner.timeZone} />
        </Box>
      </BlockStack>
    </div>
  );
}
