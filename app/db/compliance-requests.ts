import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const request = z
  .object({
    id: z.string(),
    webhook_id: z.string(),
    topic: z.string(),
    record_id: z.string(),
    triggered_at: z.date().nullable(),
    received_at: z.date(),
    sealed: z.string().nullable(),
  })
  .transform((row) => ({
    kind: "compliance",
    rowIds: [row.id],
    webhookId: row.webhook_id,
    topic: row.topic,
    recordId: row.record_id,
    /** When Shopify asked for it. */
    askedAt: row.triggered_at ?? row.received_at,
    sealed: row.sealed,
  }));

/** A demand of the law, by way of Shopify: to say what is stored of a person, or to forget a person or a shop. */
export type ComplianceRequest = z.output<typeof request>;

const isDue = sql`status = 'waiting' and kind = 'compliance' and due_at <= clock_timestamp()`;

/** The requests that wait and are due, in the order in which they came. */
export async function waitingRequests(tx: ShopTransaction): Promise<ComplianceRequest[]> {
  const rows = await tx.query(sql`
    select   id, webhook_id, topic, record_id, triggered_at, received_at, sealed
    from     inbox
    where    shop_id = ${tx.shopId} and ${isDue}
    order by id`);
  return rows.map((row) => request.parse(row));
}

/** Whether requests wait that are due. Opens a transaction of its own. */
export async function hasRequests(shop: { readonly id: string }): Promise<boolean> {
  return withShop(shop.id, async (tx) => {
    const rows = await tx.query(sql`select from inbox where shop_id = ${tx.shopId} and ${isDue} limit 1`);
    return rows.length > 0;
  });
}
