import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, DataTable, InlineStack, Text } from "@shopify/polaris";
import { durationWords } from "../sync-words.ts";
import { useFormats } from "../use-formats.ts";

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

type Props = { readonly health: HealthView; readonly letters: readonly LetterView[]; readonly askedAt: Date };

/** Whether Shopify's messages arrive and are worked off, and those that could not be: each with its reason and another try. */
export function WebhookHealth({ health, letters, askedAt }: Props) {
  const f = useFormats();
  const { oldestWaiting, lastReceived } = health;
  const counts: readonly (readonly [string, string])[] = [
    ["Received", f.count(health.received)],
    ["Applied", f.count(health.applied)],
    ["Waiting", f.count(health.waiting)],
    ["Oldest waiting", oldestWaiting === null ? "–" : durationWords(Math.max(0, askedAt.getTime() - oldestWaiting.getTime()), f)],
    ["Duplicates dropped", f.count(health.duplicates)],
    ["Put aside", f.count(health.dead)],
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
          {lastReceived ? `The last came on ${f.instant(lastReceived)}.` : "None has come yet."} Counted are the last two weeks.
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
        {letters.length > 0 ? <Letters letters={letters} all={health.dead} /> : null}
      </BlockStack>
    </Card>
  );
}

function Letters({ letters, all }: { letters: readonly LetterView[]; all: number }) {
  const f = useFormats();
  const retry = useFetcher({ key: "retry-webhooks" });
  const submit = (fields: Record<string, string>) => retry.submit({ intent: "retry", ...fields }, { method: "post", action: "/app/inbox" });
  const busy = retry.state !== "idle";
  const rows = letters.map((letter) => [
    <Text key="what" as="span" breakWord>
      {letter.topic} {letter.recordId ?? ""}
    </Text>,
    f.instant(letter.receivedAt),
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
          {`Try all ${f.count(all)} again`}
        </Button>
      </InlineStack>
      <DataTable columnContentTypes={["text", "text", "text", "text"]} headings={["Message", "Came", "Reason", ""]} rows={rows} />
      {all > letters.length ? <Text as="p" tone="subdued">{`and ${f.count(all - letters.length)} more`}</Text> : null}
    </BlockStack>
  );
}
