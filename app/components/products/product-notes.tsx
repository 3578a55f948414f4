import { Banner, Text } from "@shopify/polaris";
import { EmptyCard } from "../empty-card.tsx";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";

/** What the numbers leave out, where they do. */
export function ProductNotes({ reach }: { reach: Reach }) {
  const f = useFormats();
  if (reach.kind === "whole") return null;
  if (reach.kind === "loading") {
    return (
      <Text as="p" tone="subdued">
        These are the orders that have come in so far: the numbers grow until the first sync is done.
      </Text>
    );
  }
  return (
    <Banner tone="info" title={`History starts on ${f.day(reach.from)}`}>
      <p>Shopify shows Tillwise the orders of the last 60 days only. Comparisons with days before are left out.</p>
    </Banner>
  );
}

/** A shop that has not sold anything. */
export function NoSalesYet() {
  return (
    <EmptyCard heading="No sales yet">
      Once something is sold it appears here by itself. If your store has orders already, open the Overview and press “Sync now”.
    </EmptyCard>
  );
}
