import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";

const subscription = z.strictObject({
  topics: z.array(z.string()).optional(),
  compliance_topics: z.array(z.string()).optional(),
  uri: z.string(),
  include_fields: z.array(z.string()).optional(),
});
const configuration = z.object({
  webhooks: z.strictObject({ api_version: z.string(), subscriptions: z.array(subscription).default([]) }),
});

/** What an app wants to hear of: one topic, sent to one address, cut to some fields where they are named. */
export type Subscription = {
  readonly topic: string;
  /** An address, or a path beneath the app's. */
  readonly uri: string;
  readonly includeFields: readonly string[] | null;
};
export type Subscriptions = { readonly apiVersion: string; readonly list: readonly Subscription[] };

/** The topics that the law asks of every app: sent whole, and not only to shops that have the app. */
export const COMPLIANCE_TOPICS: readonly string[] = ["customers/data_request", "customers/redact", "shop/redact"];

/** Reads what `shopify.app.toml` subscribes to; throws where it says something that the stand-in does not do, such as a `filter`. */
export function readSubscriptions(tomlFile: string | URL): Subscriptions {
  const { webhooks } = configuration.parse(parse(readFileSync(tomlFile, "utf8")));
  const list = webhooks.subscriptions.flatMap(({ topics = [], compliance_topics: compliance = [], uri, include_fields: fields }) => [
    ...topics.map((topic) => ({ topic, uri, includeFields: fields ?? null })),
    ...compliance.map((topic) => ({ topic, uri, includeFields: null })),
  ]);
  return { apiVersion: webhooks.api_version, list };
}

const SCOPES: readonly (readonly [topics: RegExp, scope: string])[] = [
  [/^customers\/merge$/, "read_customer_merge"],
  [/^customers\/(create|update|delete)$/, "read_customers"],
  [/^(orders|refunds|carts|checkouts)\//, "read_orders"],
  [/^products\//, "read_products"],
  [/^inventory_levels\//, "read_inventory"],
];

/** The scope without which a shop sends nothing of a topic; null where none is needed. */
export function scopeOf(topic: string): string | null {
  return SCOPES.find(([topics]) => topics.test(topic))?.[1] ?? null;
}
