import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, DataTable, InlineStack, Text } from "@shopify/polaris";
import { formatInstant } from "./format.ts";
import { formatCount, formatDuration } from "./sync-words.ts";

/** What became of the shop's webhooks, as the page is given it. `askedAt`: when that was read. */
export type HealthView = {
  readonly received: number;
  readonly applied: number;
  readonly waiting: number;
  readonly dead: number;
  readonly duplicates: number;
  readonly oldestWaiting: Date | null;
  readonly lastReceived: Date | null;
};
export type LetterView = {
  readonly id: string;
  readonly topic: string;
  readonly recordId: string | null;
  readonly receivedAt: Date;
  readonly reason: string;
};

const COUNTS = { display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(8.5rem, 1fr))", gap: "0.5rem", margin: 0 } as const;

type Props = { readonly health: HealthView; readonly letters: readonly LetterView[]; readonly askedAt: Date; readonly timeZone: string };

/** Whether Shopify's messages arrive and are worked off, and those that could not be: each with its reason and another try. */
export function WebhookHealth({ health, letters, askedAt, timeZone }: Props) {
  const { oldestWaiting, lastReceived } = health;
  const counts: readonly (readonly [string, string])[] = [
    ["Received", formatCount(health.received)],
    ["Applied", formatCount(health.applied)],
    ["Waiting", formatCount(health.waiting)],
    ["Oldest waiting", oldestWaiting === null ? "–" : formatDuration(Math.max(0, askedAt.getTime() - oldestWaiting.getTime()))],
    ["Duplicates dropped", formatCount(health.duplicates)],
    ["Put aside", formatCount(health.dead)],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Messages from Shopify
          </Text>
          {health.dead > 0 ? <Badge tone="warning">Some could not be applied</Badge> : <Badge tone="success">Working</Badge>}
        </InlineStack>
        <Text as="p" tone="subdued">
          Shopify tells of each change within seconds.{" "}
          {lastReceived ? `The last came on ${formatInstant(lastReceived, timeZone)}.` : "None has come yet."} Counted are the last two
          weeks.
        </Text>
        <dl style={COUNTS}>
          {counts.map(([label, value]) => (
            <div key={label}>
              <Text as="dt" variant="bodySm" tone="subdued">
                {label}
              </Text>
              <Text as="dd" numeric>
                {value}
              </Text>
            </div>
          ))}
        </dl>
        {letters.length > 0 ? <Letters letters={letters} all={health.dead} timeZone={timeZone} /> : null}
      </BlockStack>
    </Card>
  );
}

function Letters({ letters, all, timeZone }: { letters: readonly LetterView[]; all: number; timeZone: string }) {
  const retry = useFetcher({ key: "retry-webhooks" });
  const submit = (fields: Record<string, string>) => retry.submit({ intent: "retry", ...fields }, { method: "post", action: "/app/inbox" });
  const busy = retry.state !== "idle";
  const rows = letters.map((letter) => [
    <Text key="what" as="span" breakWord>
      {letter.topic} {letter.recordId ?? ""}
    </Text>,
    formatInstant(letter.receivedAt, timeZone),
    <Text key="why" as="span" breakWord>
      {letter.reason}
    </Text>,
    <Button
      key="again"
      size="slim"
      accessibilityLabel={`Try ${letter.topic} ${letter.recordId ?? ""} again`}
      disabled={busy}
      onClick={() => submit({ id: letter.id })}
    >
      Try again
    </Button>,
  ]);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          Could not be applied
        </Text>
        <Button onClick={() => submit({})} loading={busy}>
          {`Try all ${formatCount(all)} again`}
        </Button>
      </InlineStack>
      <DataTable columnContentTypes={["text", "text", "text", "text"]} headings={["Message", "Came", "Reason", ""]} rows={rows} />
      {all > letters.length ? <Text as="p" tone="subdued">{`and ${formatCount(all - letters.length)} more`}</Text> : null}
    </BlockStack>
  );
}
