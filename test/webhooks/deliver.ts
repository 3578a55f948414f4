import { createHmac, randomUUID } from "node:crypto";
import { action } from "../../app/routes/webhooks.tsx";

/** A delivery as Shopify makes it; what a test does not name is made up. */
export type Delivery = {
  readonly topic: string;
  readonly shop: string;
  readonly body: unknown;
  readonly webhookId?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly method?: string;
};

/** What the app reads of Shopify's sample of an order. */
export const order = { admin_graphql_api_id: "gid://shopify/Order/820982911946154508", updated_at: "2021-12-31T19:00:00-05:00" };

/** The signed request; a body that is a text or bytes is sent as it is. A header that is null is left out. */
export function requestOf({
  topic,
  shop,
  body,
  webhookId = randomUUID(),
  secret = "test-api-secret",
  headers,
  method = "POST",
}: Delivery): Request {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const all: Record<string, string | null> = {
    "Content-Type": "application/json",
    "X-Shopify-Topic": topic,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(bytes).digest("base64"),
    "X-Shopify-Shop-Domain": shop,
    "X-Shopify-API-Version": "2026-10",
    "X-Shopify-Webhook-Id": webhookId,
    "X-Shopify-Event-Id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
    "X-Shopify-Triggered-At": "2026-07-01T12:17:28.123456789Z",
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return new Request("http://localhost:3000/webhooks", { method, headers: given, body: new Uint8Array(bytes) });
}

/** Hands a delivery to the door and gives its answer. */
export function deliver(delivery: Delivery): Promise<Response> {
  return action({ request: requestOf(delivery), params: {}, context: {} });
}
