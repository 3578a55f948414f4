import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { CurrentAsOf } from "../components/current-as-of.tsx";
import { DataRequests } from "../components/data/data-requests.tsx";
import { OutOfReach } from "../components/data/out-of-reach.tsx";
import { SyncHistory } from "../components/data/sync-history.tsx";
import { WebhookHealth } from "../components/data/webhook-health.tsx";
import { SyncFailure, SyncProgress } from "../components/sync-progress.tsx";
import { useLive } from "../components/use-live.ts";
import { useSync } from "../components/use-sync.ts";
import { dataRequests } from "../db/data-request.ts";
import { deadLetters, inboxHealth } from "../db/inbox-health.ts";
import { refusedRows } from "../db/refused-row.ts";
import { changeVersion } from "../db/shop-change.ts";
import { syncHistory } from "../db/sync-progress.ts";
import { single } from "../insights/define-insight.ts";
import { freshness } from "../insights/freshness.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const RUNS_SHOWN = 10;
const REFUSED_SHOWN = 20;
const LETTERS_SHOWN = 20;

/** What was synced, when, and what became of every row of it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const version = await changeVersion(shop);
  const [runs, known, health, letters] = await Promise.all([
    syncHistory(shop, RUNS_SHOWN),
    freshness(shop, {}).then(single),
    inboxHealth(shop),
    deadLetters(shop, LETTERS_SHOWN),
  ]);
  const withRefused = runs.flatMap(({ operations }) => operations).filter(({ refused, orphaned }) => refused + orphaned > 0);
  const refused = await Promise.all(
    withRefused.map(async ({ id }) =>
      (await refusedRows(shop, id, REFUSED_SHOWN)).map(({ lineNumber, reason }) => ({ operationId: id, lineNumber, reason })),
    ),
  );
  const current = runs.find(({ finishedAt }) => finishedAt === null) ?? null;
  const last = runs.find(({ finishedAt }) => finishedAt !== null) ?? null;

  return {
    runs,
    refused: refused.flat(),
    sync: { current, last },
    requests: await dataRequests(shop),
    webhooks: { health, letters, askedAt: new Date() },
    freshness: known,
    version,
  };
}

export default function Data() {
  const { runs, refused, sync: rendered, requests, webhooks, freshness: known, version } = useLoaderData<typeof loader>();
  const sync = useSync(rendered, useLive(version));
  const ended = runs.filter(({ finishedAt }) => finishedAt !== null);
  const underWay = sync.state.current !== null;
  return (
    <Page
      title="Data"
      subtitle="What Tillwise has brought in from Shopify, and what became of every row"
      primaryAction={{ content: underWay ? "Syncing…" : "Sync now", onAction: sync.start, loading: sync.busy, disabled: underWay }}
      secondaryActions={[
        {
          content: "Check now",
          helpText: "Brings in what changed since the last check",
          onAction: sync.check,
          disabled: underWay || sync.busy,
        },
      ]}
    >
      <TitleBar title="Data" />
      <BlockStack gap="400">
        <CurrentAsOf freshness={known} />
        <SyncFailure sync={sync} />
        <SyncProgress sync={sync} />
        <DataRequests requests={requests} />
        <OutOfReach runs={ended} />
        <WebhookHealth {...webhooks} />
        <SyncHistory runs={ended} refused={refused} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
