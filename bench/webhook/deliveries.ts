import { createHmac, randomUUID } from "node:crypto";

const ORDERS = 500;

/** Makes deliveries of `orders/updated` on 500 orders of one shop, each with an id of its own unless it is given one. */
export function deliveries(port: number, secret: string, shopDomain: string) {
  const bodies = Array.from({ length: ORDERS }, (_, index) => {
    const body = `{"admin_graphql_api_id":"gid://shopify/Order/${5_400_000_000_000 + index * 32_768}","updated_at":"2026-11-21T08:00:00-05:00"}`;
    return `X-Shopify-Hmac-Sha256: ${createHmac("sha256", secret).update(body).digest("base64")}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  });
  let count = 0;
  return (path: "/webhooks" | "/bench/hmac", webhookId: string = randomUUID()): string => {
    count += 1;
    return (
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: Shopify-Captain-Hook\r\nAccept: */*\r\nContent-Type: application/json\r\n` +
      `X-Shopify-Topic: orders/updated\r\nX-Shopify-Shop-Domain: ${shopDomain}\r\nX-Shopify-API-Version: 2026-10\r\n` +
      `X-Shopify-Webhook-Id: ${webhookId}\r\nX-Shopify-Event-Id: ${webhookId}\r\nX-Shopify-Triggered-At: ${new Date().toISOString()}\r\n` +
      bodies[count % ORDERS]
    );
  };
}
