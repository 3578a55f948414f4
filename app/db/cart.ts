import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { markCheckoutDays } from "./checkout-days.ts";

/** A cart as a webhook told of it: how many things are in it, and what they cost in minor units of the shop's currency. */
export type SeenCart = {
  readonly token: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly units: number;
  readonly total: string;
  readonly currency: string;
};

/** Takes in what a webhook told of a cart, and marks what that makes stale. What is older than the stored state is refused. */
export async function keepCart(tx: ShopTransaction, { token, createdAt, updatedAt, units, total, currency }: SeenCart): Promise<void> {
  const written = await tx.query(sql`
    insert into cart as stored (shop_id, token, created_at, updated_at, units, total, currency)
    values (${tx.shopId}, ${token}, ${createdAt}, ${updatedAt}, ${units}, ${total}, ${currency})
    on conflict (shop_id, token) do update
    set    updated_at = excluded.updated_at, units = excluded.units, total = excluded.total, currency = excluded.currency
    where  excluded.updated_at >= stored.updated_at
    returning token`);
  if (written.length === 0) return;
  await markCheckoutDays(tx, sql`select created_at as at from cart where shop_id = ${tx.shopId} and token = ${token}`);
}
