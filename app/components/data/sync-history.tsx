import { Badge, Banner, BlockStack, Box, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { EmptyCard } from "../empty-card.tsx";
import { OperationBadge } from "../sync-progress.tsx";
import { isComplete, type OperationView, type SyncView } from "../sync-view.ts";
import { durationWords, kindWords, operationWords, outcomeWords, resourceName } from "../sync-words.ts";
import { useFormats } from "../use-formats.ts";

/** A line that was kept aside, as the page shows it. */
export type RefusedLine = { readonly operationId: string; readonly lineNumber: number; readonly reason: string };

const COUNTS = { display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(8.5rem, 1fr))", gap: "0.5rem", margin: 0 } as const;

type Props = { readonly runs: readonly SyncView[]; readonly refused: readonly RefusedLine[] };

/** Past runs, newest first, each with what became of every line that Shopify exported. */
export function SyncHistory({ runs, refused }: Props) {
  if (runs.length === 0) {
    return (
      <EmptyCard heading="No sync yet">
        Press “Sync now” to bring in your orders, customers, products and abandoned checkouts from Shopify.
      </EmptyCard>
    );
  }
  return (
    <Box paddingBlockEnd="800">
      <BlockStack gap="400">
        {runs.map((run, index) => (
          <Run key={run.id} run={run} refused={refused} open={index === 0} />
        ))}
      </BlockStack>
    </Box>
  );
}

function Run({ run, refused, open }: { run: SyncView; refused: readonly RefusedLine[]; open: boolean }) {
  const f = useFormats();
  const when = f.instant(run.requestedAt);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {when}
            <Text as="span" tone="subdued" fontWeight="regular">
              {` · ${kindWords(run)}`}
            </Text>
          </Text>
          <InlineStack gap="200" blockAlign="center">
            {run.durationMs === null ? null : (
              <Text as="span" tone="subdued" numeric>
                {durationWords(run.durationMs, f)}
              </Text>
            )}
            <RunBadge run={run} />
          </InlineStack>
        </InlineStack>
        {run.status === "failed" ? (
          <Banner tone="critical" title={outcomeWords(run, f)}>
            {run.remedy ? <p>{run.remedy}</p> : null}
          </Banner>
        ) : (
          <Text as="p">{run.finishedAt === null ? "Under way." : outcomeWords(run, f)}</Text>
        )}
        <details open={open}>
          <summary style={{ cursor: "pointer" }}>
            <Text as="span" tone="subdued">
              What became of every row
            </Text>
          </summary>
          <Box paddingBlockStart="300">
            <BlockStack gap="400">
              {run.operations.map((operation) => (
                <Operation
                  key={operation.id}
                  operation={operation}
                  refused={refused.filter(({ operationId }) => operationId === operation.id)}
                />
              ))}
            </BlockStack>
          </Box>
        </details>
      </BlockStack>
    </Card>
  );
}

function RunBadge({ run }: { run: SyncView }) {
  if (run.status === "done") return <Badge tone="success">Done</Badge>;
  if (run.status === "failed") return <Badge tone="critical">Failed</Badge>;
  if (run.status === "cancelled") return <Badge>Cancelled</Badge>;
  return <Badge tone="info">Under way</Badge>;
}

function Operation({ operation, refused }: { operation: OperationView; refused: readonly RefusedLine[] }) {
  const f = useFormats();
  const counts: readonly (readonly [string, number | null])[] = [
    ["Exported by Shopify", operation.objectCount],
    ["Rows read", operation.linesRead],
    ["New or changed", operation.applied],
    ["Unchanged", operation.unchanged],
    ["Older than stored", operation.older],
    ["Duplicates", operation.duplicate],
    ["Refused", operation.refused],
    ["Without parent", operation.orphaned],
    ...(operation.resource.startsWith("orders") ? [["Orders out of balance", operation.unbalanced] as const] : []),
  ];
  return (
    <BlockStack gap="200">
      <Divider />
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          {resourceName(operation)}
        </Text>
        <InlineStack gap="200">
          {operation.status === "loaded" ? <Completeness operation={operation} /> : null}
          <OperationBadge operation={operation} />
        </InlineStack>
      </InlineStack>
      <Text as="p" tone={operation.status === "failed" ? "critical" : "subdued"}>
        {operationWords(operation, f)}
      </Text>
      {operation.remedy ? <Text as="p">{operation.remedy}</Text> : null}
      <dl style={COUNTS}>
        {counts.map(([label, value]) => (
          <div key={label}>
            <Text as="dt" variant="bodySm" tone="subdued">
              {label}
            </Text>
            <Text as="dd" numeric>
              {value === null ? "–" : f.count(value)}
            </Text>
          </div>
        ))}
      </dl>
      {refused.length > 0 ? <Refused lines={refused} all={operation.refused + operation.orphaned} /> : null}
    </BlockStack>
  );
}

function Completeness({ operation }: { operation: OperationView }) {
  return isComplete(operation) ? (
    <Badge tone="success">Every row accounted for</Badge>
  ) : (
    <Badge tone="warning">Rows are missing: sync again</Badge>
  );
}

function Refused({ lines, all }: { lines: readonly RefusedLine[]; all: number }) {
  const f = useFormats();
  return (
    <BlockStack gap="100" as="ul">
      {lines.map(({ lineNumber, reason }) => (
        <li key={lineNumber}>
          <Text as="span" breakWord>
            Line {f.count(lineNumber)}: {reason}
          </Text>
        </li>
      ))}
      {all > lines.length ? (
        <li>
          <Text as="span" tone="subdued">
            and {f.count(all - lines.length)} more
          </Text>
        </li>
      ) : null}
    </BlockStack>
  );
}
