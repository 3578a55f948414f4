import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** Shopify leaves a merchant so long to answer a person's request. */
const DAYS_TO_ANSWER = 30;

const dataRequest = z
  .object({ id: z.string(), customer_id: z.string(), requested_at: z.date(), due_at: z.date(), downloaded_at: z.date().nullable() })
  .transform((row) => ({
    id: row.id,
    customerId: row.customer_id,
    requestedAt: row.requested_at,
    /** By when it has to be handed on; then it is deleted. */
    dueAt: row.due_at,
    downloadedAt: row.downloaded_at,
  }));
const sealedReport = z
  .object({ webhook_id: z.string(), customer_id: z.string(), sealed: z.string() })
  .transform((row) => ({ webhookId: row.webhook_id, customerId: row.customer_id, sealed: row.sealed }));

/** A person's request for what is stored of them, as a page lists it. */
export type DataRequest = z.output<typeof dataRequest>;

export type NewDataRequest = {
  readonly webhookId: string;
  readonly customerId: string;
  readonly requestedAt: Date;
  readonly sealed: string;
};

/** Keeps the report that answers a request; the same request's a second time takes its place. */
export async function keepDataRequest(tx: ShopTransaction, { webhookId, customerId, requestedAt, sealed }: NewDataRequest): Promise<void> {
  await tx.query(sql`
    insert into data_request (shop_id, webhook_id, customer_id, requested_at, due_at, sealed)
    values (${tx.shopId}, ${webhookId}, ${customerId}, ${requestedAt},
            ${requestedAt}::timestamptz + ${DAYS_TO_ANSWER}::integer * interval '1 day', ${sealed})
    on conflict (shop_id, webhook_id) do update set sealed = excluded.sealed`);
}

/** The requests to be answered, the most urgent first. Opens a transaction of its own. */
export async function dataRequests(shop: { readonly id: string }): Promise<DataRequest[]> {
  return withShop(shop.id, async (tx) => {
    const rows = await tx.query(sql`
      select   id, customer_id, requested_at, due_at, downloaded_at
      from     data_request
      where    shop_id = ${tx.shopId}
      order by due_at, id`);
    return rows.map((row) => dataRequest.parse(row));
  });
}

/** The sealed report of one of the shop's requests, which from now on counts as downloaded; null if the shop has none of that id. */
export async function takeReport(shop: { readonly id: string }, id: string): Promise<z.output<typeof sealedReport> | null> {
  return withShop(shop.id, async (tx) => {
    const [row] = await tx.query(sql`
      update data_request
      set    downloaded_at = clock_timestamp()
      where  shop_id = ${tx.shopId} and id = ${id}
      returning webhook_id, customer_id, sealed`);
    return row === undefined ? null : sealedReport.parse(row);
  });
}

/** Deletes the reports whose time is over. */
export async function pruneDataRequests(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`delete from data_request where shop_id = ${tx.shopId} and due_at < clock_timestamp()`);
}
