import { Banner, BlockStack, Card, SkeletonBodyText } from "@shopify/polaris";
import { EmptyCard } from "../empty-card.tsx";
import layout from "../layout.module.css";
import { ChartSkeleton, FiguresSkeleton } from "../skeletons.tsx";

/** What the merchant is told at the very first visit, while the sync that it sets off goes on above. */
export function FirstRun() {
  return (
    <Banner tone="info" title="Welcome to Tillwise">
      <p>
        Tillwise is bringing in your orders, customers and products from Shopify. The orders of the last 90 days come first, and your
        numbers appear below as soon as they are there.
      </p>
    </Banner>
  );
}

/** The page's shape without its numbers, of the same heights, so that nothing jumps when they come. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Your numbers are not there yet">
      <BlockStack gap="400">
        <FiguresSkeleton />
        <ChartSkeleton />
        <div className={layout.columns}>
          <Card>
            <SkeletonBodyText lines={12} />
          </Card>
          <Card>
            <SkeletonBodyText lines={8} />
          </Card>
        </div>
      </BlockStack>
    </div>
  );
}

/** Nothing to show and nothing under way: why, and what to do. */
export function NothingThere({ isSynced }: { isSynced: boolean }) {
  return isSynced ? (
    <EmptyCard heading="No orders yet">
      Everything is in sync, and your store has no orders so far. Once the first one is placed, its numbers appear here by themselves.
    </EmptyCard>
  ) : (
    <EmptyCard heading="No numbers yet">
      The orders of your store have not been brought in. Press “Sync now” to see its sales; you can stop at any time.
    </EmptyCard>
  );
}
