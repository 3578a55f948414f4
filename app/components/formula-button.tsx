import { BlockStack, Box, Button, Text } from "@shopify/polaris";
import { InfoIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { Dropdown } from "./dropdown.tsx";

/** What a number means, as docs/metrics.md defines it: `formula` in one line, `words` for what it leaves open. */
export type Formula = { readonly name: string; readonly formula: string; readonly words: string };

/** A button beside a number that tells how it is worked out. */
export function FormulaButton({ of: { name, formula, words } }: { of: Formula }) {
  const [open, setOpen] = useState(false);
  const button = (
    <Button
      variant="tertiary"
      size="micro"
      icon={InfoIcon}
      onClick={() => setOpen((was) => !was)}
      accessibilityLabel={`How “${name}” is worked out`}
    />
  );
  return (
    <Dropdown open={open} button={button} onClose={() => setOpen(false)}>
      <Box padding="400" maxWidth="20rem">
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Text as="p" fontWeight="medium">
            {formula}
          </Text>
          <Text as="p" tone="subdued">
            {words}
          </Text>
        </BlockStack>
      </Box>
    </Dropdown>
  );
}
