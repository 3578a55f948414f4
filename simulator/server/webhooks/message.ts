import { createHmac } from "node:crypto";

/** What is sent for one event and one subscription: the same at each attempt. */
export type Message = {
  readonly topic: string;
  readonly shopDomain: string;
  readonly apiVersion: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly triggeredAt: string;
  readonly body: string;
};

/** The headers of a delivery; the signature is over the very bytes of the body. */
export function headersOf(message: Message, secret: string): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(message.body)),
    "User-Agent": "Shopify-Captain-Hook",
    Accept: "*/*",
    "X-Shopify-Topic": message.topic,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(message.body).digest("base64"),
    "X-Shopify-Shop-Domain": message.shopDomain,
    "X-Shopify-API-Version": message.apiVersion,
    "X-Shopify-Webhook-Id": message.webhookId,
    "X-Shopify-Event-Id": message.eventId,
    "X-Shopify-Triggered-At": message.triggeredAt,
  };
}
