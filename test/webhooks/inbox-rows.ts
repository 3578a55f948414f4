import { z } from "zod";
import { withShop } from "../../app/db.server.ts";

const rows = z.array(
  z.object({
    webhook_id: z.string(),
    topic: z.string(),
    event_id: z.string().nullable(),
    api_version: z.string().nullable(),
    kind: z.string().nullable(),
    record_id: z.string().nullable(),
    related_id: z.string().nullable(),
    triggered_at: z.date().nullable(),
    received_at: z.date(),
    status: z.string(),
    attempts: z.number(),
    reason: z.string().nullable(),
    deliveries: z.number(),
    fields: z.unknown(),
    sealed: z.string().nullable(),
  }),
);

/** A shop's inbox in the order of arrival. */
export async function inboxOf(shop: { readonly id: string }): Promise<z.infer<typeof rows>> {
  return withShop(shop.id, async (tx) => rows.parse(await tx.query("select * from inbox where shop_id = $1 order by id", [shop.id])));
}
