import { Badge, Banner, BlockStack, Button, Card, DataTable, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { saveFile } from "../save-file.ts";
import { useFormats } from "../use-formats.ts";

/** A person's request for what is stored of them, as the page is given it. */
export type RequestView = {
  readonly id: string;
  readonly customerId: string;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly downloadedAt: Date | null;
};

/**
 * Customers who asked, by way of Shopify, what is stored of them: what there is, as a file to hand on, and by when. Nothing when nobody
 * did.
 */
export function DataRequests({ requests }: { requests: readonly RequestView[] }) {
  const f = useFormats();
  const [failure, setFailure] = useState<string | null>(null);
  if (requests.length === 0) return null;
  const rows = requests.map((request) => [
    `Customer ${request.customerId}`,
    f.instant(request.requestedAt),
    f.instant(request.dueAt),
    <InlineStack key={request.id} gap="200" blockAlign="center" wrap={false}>
      <Button
        size="slim"
        accessibilityLabel={`Download what is stored of customer ${request.customerId}`}
        onClick={() => void saveFile(`/app/data/request/${request.id}`).then(setFailure)}
      >
        Download
      </Button>
      {request.downloadedAt === null ? <Badge tone="attention">To do</Badge> : <Badge tone="success">Downloaded</Badge>}
    </InlineStack>,
  ]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Requests of customers
        </Text>
        <Text as="p" tone="subdued">
          These customers asked what is stored of them. Hand the file on to them before the deadline; then it is deleted.
        </Text>
        {failure === null ? null : <Banner tone="critical" title={failure} />}
        <DataTable columnContentTypes={["text", "text", "text", "text"]} headings={["Who", "Asked", "Deadline", ""]} rows={rows} />
      </BlockStack>
    </Card>
  );
}
