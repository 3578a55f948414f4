import { type ActionFunctionArgs, data, type HeadersFunction } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { retryWebhooks } from "../jobs/retry-webhooks.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** `intent=retry` tries dead letters again: that of `id`, or all without one. Answers with how many wait again. */
export async function action({ request }: ActionFunctionArgs) {
  const shop = await authenticateShop(request);
  const form = await request.formData();
  if (form.get("intent") !== "retry") throw data('intent must be "retry"', { status: 400 });
  const id = form.get("id");

  return { waiting: await retryWebhooks(shop, typeof id === "string" ? id : null) };
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
