import { Badge, Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { type OperationView, percentDone, type SyncView, shareDone } from "./sync-view.ts";
import { durationWords, operationWords, resourceName } from "./sync-words.ts";
import { useFormats } from "./use-formats.ts";
import type { SyncControl } from "./use-sync.ts";

const TICK_MS = 500;

const titles: Readonly<Partial<Record<SyncView["status"], string>>> = {
  requested: "Sync requested",
  exporting: "Shopify is exporting your data",
  loading: "Loading your data",
  refreshing: "Working out your numbers",
};

/** The run under way: what Shopify has exported, what is loaded, what is ready, and a way to stop. Nothing when none is. */
export function SyncProgress({ sync }: { sync: SyncControl }) {
  const run = sync.state.current;
  if (run === null) return null;
  const percent = run.status === "refreshing" ? 100 : percentDone(run.operations);

  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {titles[run.status] ?? "Syncing"}
          </Text>
          <InlineStack gap="300" blockAlign="center">
            <Elapsed since={run.requestedAt} />
            <Button onClick={sync.cancel} loading={sync.busy} size="slim">
              Cancel
            </Button>
          </InlineStack>
        </InlineStack>
        <ProgressBar progress={percent} size="small" tone="primary" animated={false} ariaLabelledBy="sync-percent" />
        <Text as="p" tone="subdued" id="sync-percent">
          {percent} % loaded. You can leave this page: the sync goes on by itself.
        </Text>
        <BlockStack gap="300" as="ul">
          {run.operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

/** How the last run failed, why, and what to do; nothing when it did not, or another is under way. */
export function SyncFailure({ sync }: { sync: SyncControl }) {
  const { current, last } = sync.state;
  if (current !== null || last?.status !== "failed") return null;
  return (
    <Banner tone="critical" title="The last sync failed" action={{ content: "Try again", onAction: sync.start, loading: sync.busy }}>
      <BlockStack gap="200">
        <Text as="p">{last.error ?? "No reason was given."}</Text>
        {last.remedy ? <Text as="p">{last.remedy}</Text> : null}
        <Text as="p">What had been loaded before stays, and the next sync goes through everything again.</Text>
      </BlockStack>
    </Banner>
  );
}

function Operation({ operation }: { operation: OperationView }) {
  const f = useFormats();
  return (
    <li style={{ listStyle: "none" }}>
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="span" fontWeight="medium">
            {resourceName(operation)}
          </Text>
          <OperationBadge operation={operation} />
        </InlineStack>
        <Text as="span" tone={operation.status === "failed" ? "critical" : "subdued"}>
          {operationWords(operation, f)}
        </Text>
      </BlockStack>
    </li>
  );
}

export function OperationBadge({ operation }: { operation: OperationView }) {
  switch (operation.status) {
    case "loaded":
      return <Badge tone="success">Ready</Badge>;
    case "loading":
      return <Badge tone="info">{`${Math.floor(100 * shareDone(operation))} %`}</Badge>;
    case "exporting":
      return <Badge tone="info">Exporting</Badge>;
    case "waiting":
      return <Badge>Waiting</Badge>;
    case "failed":
      return <Badge tone="critical">Failed</Badge>;
    case "cancelled":
      return <Badge>Cancelled</Badge>;
  }
}

/** Time since the request; empty in the server's rendering, whose clock the browser need not share. */
function Elapsed({ since }: { since: Date }) {
  const f = useFormats();
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text as="span" tone="subdued" numeric>
      {now === null ? "" : durationWords(Math.max(0, now - since.getTime()), f)}
    </Text>
  );
}
