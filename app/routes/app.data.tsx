import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { DataRequests } from "../components/data-requests.tsx";
import { SyncHistory } from "../components/sync-history.tsx";
import { SyncFailure, SyncProgress } from "../components/sync-progress.tsx";
import { useSync } from "../components/use-sync.ts";
import { dataRequests } from "../db/data-request.ts";
import { refusedRows } from "../db/refused-row.ts";
import { syncHistory } from "../db/sync-run.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const RUNS_SHOWN = 10;
const REFUSED_SHOWN = 20;

/** What was synced, when, and what became of every row of it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);
  const runs = await syncHistory(shop, RUNS_SHOWN);
  const withRefused = runs.flatMap(({ operations }) => operations).filter(({ refused, orphaned }) => refused + orphaned > 0);
  const refused = await Promise.all(
    withRefused.map(async ({ id }) =>
      (await refusedRows(shop, id, REFUSED_SHOWN)).map(({ lineNumber, reason }) => ({ operationId: id, lineNumber, reason })),
    ),
  );
  const current = runs.find(({ finishedAt }) => finishedAt === null) ?? null;
  const last = runs.find(({ finishedAt }) => finishedAt !== null) ?? null;

  return { runs, refused: refused.flat(), sync: { current, last }, requests: await dataRequests(shop), timeZone: shop.timeZone };
}

export default function Data() {
  const { runs, refused, sync: rendered, requests, timeZone } = useLoaderData<typeof loader>();
  const sync = useSync(rendered);
  const ended = runs.filter(({ finishedAt }) => finishedAt !== null);
  const underWay = sync.state.current !== null;
  return (
    <Page
      title="Data"
      subtitle="What Tillwise has brought in from Shopify, and what became of every row"
      primaryAction={{ content: underWay ? "Syncing…" : "Sync now", onAction: sync.start, loading: sync.busy, disabled: underWay }}
    >
      <TitleBar title="Data" />
      <BlockStack gap="400">
        <SyncFailure sync={sync} />
        <SyncProgress sync={sync} />
        <DataRequests requests={requests} timeZone={timeZone} />
        <SyncHistory runs={ended} refused={refused} timeZone={timeZone} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
