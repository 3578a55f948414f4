import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { markCheckoutDays } from "./checkout-days.ts";

/** A line of a checkout; amounts in minor units of the checkout's currency. */
export type CheckoutLine = {
  readonly title: string | null;
  readonly sku: string | null;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly quantity: number;
  readonly total: string;
};

/** A checkout as a webhook told of it. `number`: the id that Shopify lists it by, where the webhook named it. */
export type SeenCheckout = {
  readonly token: string;
  readonly number: string | null;
  readonly cartToken: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly completedAt: string | null;
  readonly hasContact: boolean;
  readonly customerId: string | null;
  readonly country: string | null;
  readonly province: string | null;
  readonly discountCodes: readonly string[];
  readonly currency: string;
  readonly subtotal: string;
  readonly total: string;
  readonly lines: readonly CheckoutLine[];
};

/**
 * Takes in what a webhook told of a checkout, and marks what that makes stale. What is older than the stored state changes nothing but when
 * the checkout was last changed before it was completed. A person to be forgotten is not linked again.
 */
export async function keepCheckout(tx: ShopTransaction, checkout: SeenCheckout): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock_shared(hashtextextended('redaction', ${tx.shopId}))`);
  const { token, createdAt, updatedAt, completedAt } = checkout;
  const written = await tx.query(sql`
    insert into checkout as stored (
      shop_id, token, number, cart_token, created_at, updated_at, active_at, completed_at, has_contact, customer_id, country, province,
      discount_codes, currency, subtotal, total
    )
    values (
      ${tx.shopId}, ${token}, ${checkout.number}, ${checkout.cartToken}, ${createdAt}, ${updatedAt},
      ${completedAt === null ? updatedAt : createdAt}, ${completedAt}, ${checkout.hasContact},
      (select ${checkout.customerId}::bigint where not exists (
        select from redacted_customer where shop_id = ${tx.shopId} and customer_id = ${checkout.customerId}
      )),
      ${checkout.country}, ${checkout.province}, ${[...checkout.discountCodes]}, ${checkout.currency}, ${checkout.subtotal}, ${checkout.total}
    )
    on conflict (shop_id, token) do update
    set    number = coalesce(excluded.number, stored.number), cart_token = coalesce(excluded.cart_token, stored.cart_token),
           updated_at = excluded.updated_at,
           active_at = case when excluded.completed_at is null then excluded.updated_at else stored.active_at end,
           completed_at = coalesce(excluded.completed_at, stored.completed_at), has_contact = excluded.has_contact or stored.has_contact,
           customer_id = excluded.customer_id, country = excluded.country, province = excluded.province,
           discount_codes = excluded.discount_codes, currency = excluded.currency, subtotal = excluded.subtotal, total = excluded.total
    where  excluded.updated_at >= stored.updated_at
    returning token`);
  if (written.length > 0) await keepLines(tx, token, checkout.lines);
  else if (completedAt === null) {
    await tx.query(sql`
      update checkout
      set    active_at = ${updatedAt}
      where  shop_id = ${tx.shopId} and token = ${token} and completed_at > ${updatedAt} and active_at < ${updatedAt}`);
  }
  await markCheckoutDays(
    tx,
    sql`
      select created_at as at from checkout where shop_id = ${tx.shopId} and token = ${token}
      union
      select created_at from cart where shop_id = ${tx.shopId} and token = ${checkout.cartToken}
      union
      select created_at from abandoned_checkout where shop_id = ${tx.shopId} and id = ${checkout.number}
      union
      select completed_at from abandoned_checkout where shop_id = ${tx.shopId} and id = ${checkout.number}`,
  );
}

async function keepLines(tx: ShopTransaction, token: string, lines: readonly CheckoutLine[]): Promise<void> {
  await tx.query(sql`delete from checkout_line where shop_id = ${tx.shopId} and token = ${token}`);
  await tx.query(sql`
    insert into checkout_line (shop_id, token, position, title, sku, product_id, variant_id, quantity, total)
    select ${tx.shopId}, ${token}, position, title, sku, "productId", "variantId", quantity, total
    from   rows from (
             jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
             as (title text, sku text, "productId" bigint, "variantId" bigint, quantity integer, total bigint)
           ) with ordinality as line (title, sku, "productId", "variantId", quantity, total, position)`);
}
