import { Banner, Text } from "@shopify/polaris";
import { EmptyCard } from "./empty-card.tsx";
import type { Reach } from "./reach.ts";
import { useFormats } from "./use-formats.ts";

type Props = {
  readonly reach: Reach;
  /** Currencies of which there are sales that the figures leave out. */
  readonly otherCurrencies?: readonly string[];
  /** What is left out besides where older orders are out of reach. */
  readonly withheld?: string;
};

/** What a page's figures leave out, where they do: what has not come in yet, older orders, other currencies. */
export function RangeNotes({ reach, otherCurrencies = [], withheld = "" }: Props) {
  const f = useFormats();
  return (
    <>
      {reach.kind === "loading" && (
        <Text as="p" tone="subdued">
          These are the orders that have come in so far: the numbers grow until the first sync is done.
        </Text>
      )}
      {reach.kind === "limited" && (
        <Banner tone="info" title={`History starts on ${f.day(reach.from)}`}>
          <p>{`Shopify shows Tillwise the orders of the last 60 days only. ${withheld}`.trim()}</p>
        </Banner>
      )}
      {otherCurrencies.length > 0 && (
        <Banner tone="info" title="Some sales are in another currency">
          <p>{`Sales in ${otherCurrencies.join(", ")} are left out: sums never mix currencies.`}</p>
        </Banner>
      )}
    </>
  );
}

/** In the place of all figures, before the first order has come in. */
export function NoOrdersYet() {
  return (
    <EmptyCard heading="No orders yet">
      Once the first order is placed its figures appear here by themselves. If your store has orders already, open the Overview and press
      “Sync now”.
    </EmptyCard>
  );
}
