import { BlockStack, Box, Card, Text } from "@shopify/polaris";

/** In the place of what is not there: why it is not, and what to do. */
export function EmptyCard({ heading, children }: { heading: string; children: string }) {
  return (
    <Card>
      <Box paddingBlock="1200">
        <BlockStack gap="200" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {heading}
          </Text>
          <Box maxWidth="28rem">
            <Text as="p" tone="subdued" alignment="center">
              {children}
            </Text>
          </Box>
        </BlockStack>
      </Box>
    </Card>
  );
}
