import { keepCart } from "../../app/db/cart.ts";
import { keepCheckout } from "../../app/db/checkout.ts";
import { markCheckoutDays } from "../../app/db/checkout-days.ts";
import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { idOf } from "./id.ts";

type ShopOfTest = { id: string; currency: string };
type Goods = { product?: string; quantity?: number; total?: number };

/**
 * What a test may say about a checkout. Its name gives its token and its number, so that one name is one checkout, however it is told of.
 */
export type CheckoutOfTest = {
  name: string;
  begunAt: string;
  changedAt?: string;
  completedAt?: string | null;
  customer?: string | null;
  contact?: boolean;
  cart?: string;
  currency?: string;
  goods?: Goods[];
};

/** A checkout as webhooks tell of it; one thing for 10.00 where nothing else is said. */
export function seenCheckout(shop: ShopOfTest, facts: CheckoutOfTest): Promise<void> {
  const { name, begunAt, changedAt = begunAt, completedAt = null, customer = null, contact = true, goods = [{}] } = facts;
  const total = String(sumOf(goods));
  return withShop(shop.id, (tx) =>
    keepCheckout(tx, {
      token: name,
      number: idOf(`checkout ${name}`),
      cartToken: facts.cart ?? null,
      createdAt: begunAt,
      updatedAt: completedAt ?? changedAt,
      completedAt,
      hasContact: contact,
      customerId: customer && idOf(customer),
      country: null,
      province: null,
      discountCodes: [],
      currency: facts.currency ?? shop.currency,
      subtotal: total,
      total,
      lines: goods.map(({ product, quantity = 1, total: amount = 1_000 }) => ({
        ...{ title: product ?? null, sku: null, productId: product ? idOf(product) : null, variantId: null, quantity },
        total: String(amount),
      })),
    }),
  );
}

/** A checkout as Shopify lists it once it was abandoned. */
export function listedCheckout(shop: ShopOfTest, facts: CheckoutOfTest): Promise<void> {
  const { name, begunAt, changedAt = begunAt, completedAt = null, customer = null, goods = [{}] } = facts;
  const number = idOf(`checkout ${name}`);
  return withShop(shop.id, async (tx) => {
    await tx.query(sql`
      insert into abandoned_checkout (
        shop_id, id, created_at, updated_at, completed_at, customer_id, discount_codes, currency, subtotal, total
      )
      values (${shop.id}, ${number}, ${begunAt}, ${completedAt ?? changedAt}, ${completedAt}, ${customer && idOf(customer)}, '{}',
              ${facts.currency ?? shop.currency}, ${sumOf(goods)}, ${sumOf(goods)})`);
    for (const [place, { product, quantity = 1, total = 1_000 }] of goods.entries()) {
      await tx.query(sql`
        insert into abandoned_checkout_line (shop_id, checkout_id, id, title, product_id, quantity, total)
        values (${shop.id}, ${number}, ${`line ${place}`}, ${product ?? null}, ${product ? idOf(product) : null}, ${quantity}, ${total})`);
    }
    await markCheckoutDays(
      tx,
      sql`select created_at as at from abandoned_checkout where id = ${number} union select completed_at from abandoned_checkout where id = ${number}`,
    );
  });
}

/** A cart as webhooks tell of it. */
export function seenCart(shop: ShopOfTest, facts: { name: string; begunAt: string; changedAt?: string; units?: number; total?: number }) {
  const { name, begunAt, changedAt = begunAt, units = 1, total = 1_000 } = facts;
  return withShop(shop.id, (tx) =>
    keepCart(tx, { token: name, createdAt: begunAt, updatedAt: changedAt, units, total: String(total), currency: shop.currency }),
  );
}

function sumOf(goods: readonly Goods[]): number {
  return goods.reduce((sum, { total = 1_000 }) => sum + total, 0);
}
