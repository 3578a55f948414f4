import { randomUUID } from "node:crypto";
import type { TradeEvent } from "../../world/events.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { announcementsOf } from "../webhooks/announcements.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import { stockMoves } from "./stock.ts";

/**
 * Lets an event happen now: the shop takes it up, goods leave the shelf or come back to it, and the app is told. All webhooks of it carry
 * one event id. Throws `ImpossibleEvent`, and nothing has happened, where it cannot. Returns all that happened.
 */
export function happen(webhooks: Webhooks, hosted: HostedShop, event: TradeEvent): readonly TradeEvent[] {
  const { shop } = hosted;
  const scene = { shop, personal: hosted.protectedDataApproved };
  const eventId = randomUUID();
  const moves = stockMoves(event, shop.records);
  const take = (each: TradeEvent): void => {
    const announcements = announcementsOf(each, scene);
    shop.apply(each);
    hosted.journal?.append(each);
    for (const [topic, body] of announcements()) webhooks.tell(hosted, topic, body, eventId);
  };
  take(event);
  const counted = moves();
  for (const each of counted) take(each);
  return [event, ...counted];
}
