import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const row = z.object({ id: z.string(), fields: z.string() }).transform(({ id, fields }) => ({ rowId: id, fields }));

/** What of the body of a delivery was kept, as JSON text: ids in it may be larger than a JS number. */
export type Kept = z.output<typeof row>;

/** What of the bodies of these deliveries was kept, in the order of their coming. */
export async function keptFields(tx: ShopTransaction, rowIds: readonly string[]): Promise<Kept[]> {
  const rows = await tx.query(sql`
    select   id, fields::text as fields
    from     inbox
    where    shop_id = ${tx.shopId} and id = any(${[...rowIds]}::bigint[]) and fields is not null
    order by id`);
  return rows.map((each) => row.parse(each));
}
