import { Banner, Text } from "@shopify/polaris";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";

/** What the list leaves out, where it does. */
export function OrderNotes({ reach }: { reach: Reach }) {
  const f = useFormats();
  return (
    <>
      {reach.kind === "loading" && (
        <Text as="p" tone="subdued">
          These are the orders that have come in so far: the list grows until the first sync is done.
        </Text>
      )}
      {reach.kind === "limited" && (
        <Banner tone="info" title={`History starts on ${f.day(reach.from)}`}>
          <p>
            Shopify shows Tillwise the orders of the last 60 days only. Whether an order was its customer’s first is not known and left out.
          </p>
        </Banner>
      )}
    </>
  );
}
