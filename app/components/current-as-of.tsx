import { Badge, Box, InlineStack, Text } from "@shopify/polaris";
import type { Freshness } from "../insights/freshness.ts";
import { useFormats } from "./use-formats.ts";

const LATE_AFTER_MS = 15 * 60 * 1000;
/** On a phone cards reach to the edges, and a line between them is set in as their text is. */
const AS_A_CARD = { xs: "400", sm: "0" } as const;

/** As of when the page's figures are: a quiet line, and an amber one with a reason once something has waited for a quarter of an hour. */
export function CurrentAsOf({ freshness }: { freshness: Freshness }) {
  const f = useFormats();
  const { asOf, waitingSince, askedAt } = freshness;
  if (asOf === null) return null;
  const words = `Current as of ${f.instant(asOf)}`;
  const isLate = waitingSince !== null && Date.parse(askedAt) - Date.parse(waitingSince) > LATE_AFTER_MS;
  return (
    <Box paddingInline={AS_A_CARD}>
      {isLate ? (
        <InlineStack gap="200" blockAlign="center">
          <Badge tone="warning">{words}</Badge>
          <Text as="span" variant="bodySm" tone="caution">
            What Shopify has told us since is waiting to be taken in. The figures follow by themselves.
          </Text>
        </InlineStack>
      ) : (
        <Text as="p" variant="bodySm" tone="subdued">
          {words}
        </Text>
      )}
    </Box>
  );
}
