import { Box, Button, InlineStack, Text } from "@shopify/polaris";
import { ExportIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { saveFile } from "./save-file.ts";

type Props = {
  /** The address that answers with CSV, or what makes the file here. */
  readonly source: string | (() => void);
  /** What is exported, for those who do not see what the button stands by. */
  readonly what: string;
};

/** Saves a table as a CSV file. */
export function ExportButton({ source, what }: Props) {
  const [isUnderWay, setUnderWay] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    if (typeof source !== "string") return source();
    setUnderWay(true);
    setProblem(await saveFile(source));
    setUnderWay(false);
  };
  return (
    <InlineStack blockAlign="center">
      <div role="status">
        {problem && (
          <Box paddingInlineEnd="200">
            <Text as="span" variant="bodySm" tone="critical">
              {problem}
            </Text>
          </Box>
        )}
      </div>
      <Button icon={ExportIcon} size="slim" loading={isUnderWay} onClick={() => void save()} accessibilityLabel={`Export CSV: ${what}`}>
        Export CSV
      </Button>
    </InlineStack>
  );
}
