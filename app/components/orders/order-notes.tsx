import { Banner, Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";

type Props = {
  readonly reach: Reach;
  /** What became of looking for customers by the words searched for. */
  readonly searched: { readonly isMore: boolean; readonly notTold: "not approved" | "throttled" | "unavailable" | null } | null;
};

const unsearched = {
  "not approved": "Shopify has not approved Tillwise for looking into customers’ names: orders are found by their own names alone.",
  throttled:
    "Shopify is asked too much just now: orders are found by their own names alone. Search again in a minute for those of customers.",
  unavailable: "Shopify did not say whom it knows by these words: orders are found by their own names alone. Search again in a minute.",
} as const;

/** On a phone cards reach to the edges, and a line between them is set in as their text is. */
const AS_A_CARD = { xs: "400", sm: "0" } as const;

/** What the list leaves out, where it does. */
export function OrderNotes({ reach, searched }: Props) {
  const f = useFormats();
  return (
    <>
      {reach.kind === "loading" && <Note>These are the orders that have come in so far: the list grows until the first sync is done.</Note>}
      {reach.kind === "limited" && (
        <Banner tone="info" title={`History starts on ${f.day(reach.from)}`}>
          <p>
            Shopify shows Tillwise the orders of the last 60 days only. Whether an order was its customer’s first is not known and left out.
          </p>
        </Banner>
      )}
      {searched?.notTold && <Note>{unsearched[searched.notTold]}</Note>}
      {searched?.isMore && <Note>These words fit more than 250 customers: of those, the orders of the 250 that fit best are listed.</Note>}
    </>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <Box paddingInline={AS_A_CARD}>
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </Box>
  );
}
