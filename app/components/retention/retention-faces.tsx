import { Banner, BlockStack } from "@shopify/polaris";
import { EmptyCard } from "../empty-card.tsx";
import type { Reach } from "../reach.ts";
import { ChartSkeleton, FiguresSkeleton } from "../skeletons.tsx";
import { useFormats } from "../use-formats.ts";

/** Why all of the page is withheld where not the whole history is known: whoever seems new may have bought before. */
export function Withheld({ reach }: { reach: Reach }) {
  const f = useFormats();
  if (reach.kind === "limited") {
    return (
      <Banner tone="info" title={`History starts on ${f.day(reach.from)}, too late to tell who came back`}>
        <p>
          Shopify shows Tillwise the orders of the last 60 days only. Who ordered first in them may have bought before: cohorts, value per
          customer, the rates of returning customers and the sales of new ones would be wrong, and are left out. With access to all orders
          (the permission read_all_orders) this page fills by itself after the next sync.
        </p>
      </Banner>
    );
  }
  return (
    <BlockStack gap="400">
      <EmptyCard heading="The history is still coming in">
        Who is new and who came back can be told once all orders are there. This page fills by itself when the first sync is done; the
        overview shows how far it is.
      </EmptyCard>
      <RetentionSkeleton />
    </BlockStack>
  );
}

/** All orders are known, and there is none. */
export function NoCustomers() {
  return (
    <EmptyCard heading="No orders yet">
      Everything is in sync, and your store has no orders so far. Cohorts begin with the first customer who orders.
    </EmptyCard>
  );
}

/** The page's shape without its numbers. */
function RetentionSkeleton() {
  return (
    <div role="status" aria-label="The numbers are on their way">
      <BlockStack gap="400">
        <FiguresSkeleton />
        {["rates", "kinds", "cohorts"].map((card) => (
          <ChartSkeleton key={card} />
        ))}
      </BlockStack>
    </div>
  );
}
