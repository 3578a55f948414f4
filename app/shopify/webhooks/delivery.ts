import type { InboxEntry } from "../../db/inbox.ts";
import { parseExactly } from "../../lib/exact-json.ts";
import { idAt, instantOf, isInstant, picked, valueAt } from "./body.ts";
import { type Topic, topics } from "./topics.ts";

/** The headers of a delivery that say what it is. Only the body is signed: what they say is compared with it where that can be done. */
export type Envelope = {
  readonly signature: string;
  readonly topic: string;
  readonly shopDomain: string;
  readonly webhookId: string;
  readonly eventId: string | null;
  readonly apiVersion: string | null;
  readonly triggeredAt: string | null;
};

/** A body above this size is not kept with a dead letter. */
const SEALED_LIMIT_BYTES = 262_144;

const DOMAIN = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/;

/** The headers of a delivery, or what is wrong with them. */
export function envelopeOf(headers: Headers): Envelope | { readonly problem: string } {
  const signature = headers.get("X-Shopify-Hmac-Sha256");
  const topic = headers.get("X-Shopify-Topic")?.toLowerCase();
  const shopDomain = headers.get("X-Shopify-Shop-Domain")?.toLowerCase();
  const webhookId = headers.get("X-Shopify-Webhook-Id");
  if (!signature) return { problem: "X-Shopify-Hmac-Sha256 is missing" };
  if (!topic || !/^[a-z0-9_./-]{1,100}$/.test(topic)) return { problem: "X-Shopify-Topic is missing or no topic" };
  if (!shopDomain || !DOMAIN.test(shopDomain)) return { problem: "X-Shopify-Shop-Domain is missing or no shop's domain" };
  if (!webhookId || !/^[\x21-\x7e]{1,200}$/.test(webhookId)) return { problem: "X-Shopify-Webhook-Id is missing or no id" };
  return {
    signature,
    topic,
    shopDomain,
    webhookId,
    eventId: headers.get("X-Shopify-Event-Id")?.slice(0, 200) || null,
    apiVersion: headers.get("X-Shopify-API-Version")?.slice(0, 32) || null,
    triggeredAt: headers.get("X-Shopify-Triggered-At") || null,
  };
}

/**
 * Turns a delivery whose signature holds into its row of the inbox: ids and times, and of the body what its topic keeps. What cannot be
 * understood becomes a dead letter with its reason, and its body, sealed by `seal`. Says "other shop" where the body names another shop
 * than the header.
 */
export function entryOf(envelope: Envelope, body: Buffer, seal: (text: string, webhookId: string) => string): InboxEntry | "other shop" {
  const { topic: name, shopDomain, webhookId, eventId, apiVersion } = envelope;
  const topic = Object.hasOwn(topics, name) ? topics[name] : undefined;
  const text = body.toString("utf8");
  const parsed = parse(text);
  if (topic?.shopAt !== undefined) {
    const named = valueAt(parsed, topic.shopAt);
    if (typeof named === "string" && named.toLowerCase() !== shopDomain) return "other shop";
  }
  const triggeredAt = envelope.triggeredAt === null ? null : instantOf(envelope.triggeredAt);
  const recordId = topic ? idAt(parsed, topic.id) : null;
  const relatedId = topic?.related ? idAt(parsed, topic.related) : null;
  const reason = problemOf(topic, parsed, {
    name,
    recordId,
    relatedId,
    timeIsUnreadable: envelope.triggeredAt !== null && triggeredAt === null,
  });
  const isDead = reason !== null;
  const isSealed = topic?.keeps === "sealed" || (isDead && body.length <= SEALED_LIMIT_BYTES);
  return {
    domain: shopDomain,
    webhookId,
    topic: name,
    eventId,
    apiVersion,
    kind: topic?.kind ?? null,
    recordId,
    relatedId,
    triggeredAt,
    changedAt: topic?.times?.includes("updated_at") && !isDead ? instantOf(String(valueAt(parsed, "updated_at") ?? "")) : null,
    status: isDead ? "dead" : "waiting",
    reason,
    fields: topic?.keeps === "fields" && topic.includeFields && !isDead ? picked(parsed, topic.includeFields) : null,
    sealed: isSealed ? seal(text, webhookId) : null,
  };
}

type Findings = {
  readonly name: string;
  readonly recordId: string | null;
  readonly relatedId: string | null;
  readonly timeIsUnreadable: boolean;
};

/** Why a delivery cannot be worked off, naming fields and never their values; null where it can. */
function problemOf(topic: Topic | undefined, body: unknown, { name, recordId, relatedId, timeIsUnreadable }: Findings): string | null {
  if (topic === undefined) return `the topic ${name} is not known to this version`;
  if (body === undefined) return "the body is no JSON";
  if (recordId === null) return `no id can be read at ${topic.id.at}`;
  if (topic.related && relatedId === null && !("optional" in topic.related)) return `no id can be read at ${topic.related.at}`;
  if (timeIsUnreadable) return "X-Shopify-Triggered-At is no instant";
  if (topic.shopRequired && topic.shopAt && typeof valueAt(body, topic.shopAt) !== "string") return `no shop is named at ${topic.shopAt}`;
  const unreadable = topic.times?.find((path) => !isInstant(valueAt(body, path) ?? new Date(0).toISOString()));
  return unreadable === undefined ? null : `${unreadable} is no instant`;
}

function parse(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
