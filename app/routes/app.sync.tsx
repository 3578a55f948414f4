import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import type { SyncState } from "../components/sync-view.ts";
import { currentSync, lastSync } from "../db/sync-progress.ts";
import { cancelSync } from "../jobs/cancel-sync.ts";
import { requestSync } from "../jobs/request-sync.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** The shop's sync as it stands, for pages that follow it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<SyncState> {
  return stateOf(await authenticateShop(request));
}

/**
 * `intent=start` asks for a sync, `intent=check` for what changed, `intent=cancel` with `run` ends one; both answer with how it stands now.
 */
export async function action({ request }: ActionFunctionArgs) {
  const shop = await authenticateShop(request);
  const form = await request.formData();
  const intent = form.get("intent");
  if (intent === "start") await requestSync(shop);
  else if (intent === "check") await requestSync(shop, "incremental");
  else if (intent === "cancel") await cancelSync(shop, String(form.get("run")));
  else throw data(`intent must be "start", "check" or "cancel", not ${JSON.stringify(intent)}`, { status: 400 });

  return stateOf(shop);
}

async function stateOf(shop: { readonly id: string }): Promise<SyncState> {
  const [current, last] = await Promise.all([currentSync(shop), lastSync(shop)]);
  return { current, last };
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
