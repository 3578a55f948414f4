import { givenSimulator, type SimulatorClient } from "./simulator.ts";
import { tradingShop } from "./trade.ts";
import { givenWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

const subscriptions = {
  apiVersion: "2026-10",
  list: [{ topic: "orders/updated", uri: "/webhooks?from=shopify", includeFields: ["admin_graphql_api_id", "updated_at", "id"] }],
};

export type Given = SimulatorClient & { receiver: WebhookReceiver; tag(order?: number): Promise<void>; deliveries(): Promise<Shown> };
type Shown = {
  counts: Record<string, number>;
  deliveries: {
    webhookId: string;
    state: string;
    retries: number;
    dueInSeconds: number;
    attempts: { status: number | null; problem: string | null; copy: boolean }[];
  }[];
};

/**
 * A simulator whose app wants orders/updated alone, and a receiver in the app's place; `tag` changes an order. Its clock stands: what is to
 * come later comes when a test moves the time.
 */
export async function givenPost(): Promise<Given> {
  const receiver = await givenWebhookReceiver();
  const client = await givenSimulator([tradingShop({ handle: "post", orders: 20 })], receiver.url, subscriptions);
  client.simulator.platform.clock.stop();
  const at = "2026-01-02T03:04:05Z";
  const tag: Given["tag"] = async (order = 1) => {
    await client.control("POST", "events", { type: "order_changed", at, orderId: String(10_000 + order), tags: ["seen"] });
  };
  const deliveries = async (): Promise<Shown> => (await fetch(`${client.url}/control/shops/${client.domain}/webhooks`)).json();
  return { ...client, receiver, tag, deliveries };
}

/** Moves the time of a simulator. */
export const moveClock = (url: string, body: object) => fetch(`${url}/control/clock`, { method: "POST", body: JSON.stringify(body) });
