import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const count = z.coerce.number();

const health = z
  .tuple([
    z.object({
      received: count,
      applied: count,
      waiting: count,
      dead: count,
      duplicates: count,
      oldest_waiting: z.date().nullable(),
      last_received: z.date().nullable(),
    }),
  ])
  .transform(([{ oldest_waiting: oldestWaiting, last_received: lastReceived, ...row }]) => ({ ...row, oldestWaiting, lastReceived }));

const deadLetter = z
  .object({
    id: z.string(),
    topic: z.string(),
    kind: z.string().nullable(),
    record_id: z.string().nullable(),
    received_at: z.date(),
    reason: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    topic: row.topic,
    kind: row.kind,
    recordId: row.record_id,
    receivedAt: row.received_at,
    reason: row.reason ?? "no reason is known",
  }));

const unread = z
  .object({
    id: z.string(),
    webhook_id: z.string(),
    topic: z.string(),
    event_id: z.string().nullable(),
    api_version: z.string().nullable(),
    triggered_at: z.date().nullable(),
    sealed: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    webhookId: row.webhook_id,
    topic: row.topic,
    eventId: row.event_id,
    apiVersion: row.api_version,
    triggeredAt: row.triggered_at,
    sealed: row.sealed,
  }));

/** Of those that wait, and of dead letters, no more are counted: beyond, the age of the oldest says enough. */
const MOST_COUNTED = 5_000;

/** What became of the webhooks of the last two weeks. `duplicates` were sent again and dropped. */
export type InboxHealth = z.output<typeof health>;
/** A webhook that was put aside, and why. */
export type DeadLetter = z.output<typeof deadLetter>;
/** A dead letter that the door did not understand, with its body. */
export type UnreadLetter = z.output<typeof unread>;

/** The shop's webhooks, counted by what became of them. Opens a transaction of its own. */
export async function inboxHealth(shop: { readonly id: string }): Promise<InboxHealth> {
  return withShop(shop.id, async (tx) =>
    health.parse(
      await tx.query(sql`
        with came as (
          select coalesce(sum(received), 0) as received, coalesce(sum(duplicates), 0) as duplicates
          from   inbox_count
          where  shop_id = ${tx.shopId} and counted_at > clock_timestamp() - interval '14 days'
        ),
        open as materialized (
          select (select count(*) from (
                    select from inbox where shop_id = ${tx.shopId} and status = 'waiting' limit ${MOST_COUNTED}
                  ) waiting) as waiting,
                 (select count(*) from (select from inbox where shop_id = ${tx.shopId} and status = 'dead' limit ${MOST_COUNTED}) dead) as dead
        )
        select received, greatest(0, received - waiting - dead) as applied, waiting, dead, duplicates,
               (select received_at from inbox where shop_id = ${tx.shopId} and status = 'waiting' order by received_at limit 1) as oldest_waiting,
               (select received_at from inbox where shop_id = ${tx.shopId} order by id desc limit 1) as last_received
        from   came, open`),
    ),
  );
}

/** The shop's dead letters, the newest first. Opens a transaction of its own. */
export async function deadLetters(shop: { readonly id: string }, limit: number): Promise<DeadLetter[]> {
  return withShop(shop.id, async (tx) => {
    const rows = await tx.query(sql`
      select   id, topic, kind, record_id, received_at, reason
      from     inbox
      where    shop_id = ${tx.shopId} and status = 'dead'
      order by id desc
      limit    ${limit}`);
    return rows.map((row) => deadLetter.parse(row));
  });
}

/** Lets dead letters that were understood wait anew with all of their attempts: the one of that id, or all (null). Says how many. */
export async function reviveLetters(tx: ShopTransaction, id: string | null): Promise<number> {
  const rows = await tx.query(sql`
    update inbox
    set    status = 'waiting', attempts = 0, handled_at = null, due_at = clock_timestamp()
    where  shop_id = ${tx.shopId} and status = 'dead' and attempts > 0 and (${id}::bigint is null or id = ${id}::bigint)
    returning id`);
  return rows.length;
}

/** Dead letters that the door did not understand and whose bodies are kept: the one of that id, or all (null). They are locked. */
export async function unreadLetters(tx: ShopTransaction, id: string | null): Promise<UnreadLetter[]> {
  const rows = await tx.query(sql`
    select   id, webhook_id, topic, event_id, api_version, triggered_at, sealed
    from     inbox
    where    shop_id = ${tx.shopId} and status = 'dead' and attempts = 0 and sealed is not null and (${id}::bigint is null or id = ${id}::bigint)
    order by id
    for update`);
  return rows.map((row) => unread.parse(row));
}

/** What a dead letter is taken for, now that it was read once more. */
export type ReadAgain = {
  readonly kind: string | null;
  readonly recordId: string | null;
  readonly relatedId: string | null;
  readonly fields: unknown;
  readonly sealed: string | null;
};

/** Lets a dead letter wait as what it was understood to be. */
export async function takeAsRead(tx: ShopTransaction, id: string, { kind, recordId, relatedId, fields, sealed }: ReadAgain): Promise<void> {
  await tx.query(sql`
    update inbox
    set    status = 'waiting', reason = null, kind = ${kind}, record_id = ${recordId}, related_id = ${relatedId},
           fields = ${fields === null ? null : JSON.stringify(fields)}::jsonb, sealed = ${sealed}, due_at = clock_timestamp()
    where  shop_id = ${tx.shopId} and id = ${id}`);
}
