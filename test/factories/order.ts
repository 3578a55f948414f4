import { markDirty } from "../../app/db/dirty.ts";
import { type ShopTransaction, withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { idOf, nextId } from "./id.ts";

/** A row of the ledger, amounts in minor units and signed as Shopify signs them. Unsaid: one piece of goods sold for 10.00 without tax. */
export type SaleOfTest = {
  action?: "ORDER" | "UPDATE" | "RETURN";
  lineType?: "PRODUCT" | "SHIPPING" | "TIP" | "GIFT_CARD" | "DUTY" | "FEE" | "ADDITIONAL_FEE" | "ADJUSTMENT";
  product?: string;
  variant?: string;
  quantity?: number;
  total?: number;
  tax?: number;
  discount?: number;
};

/** What was agreed after the order: on a local day at noon, or at an instant. */
export type LaterOfTest = { on: string; at?: string; reason?: "REFUND" | "RETURN" | "ORDER_EDIT"; sales: SaleOfTest[] };

/** What a test may say about an order. `placedOn` is a local day, on which it was placed at noon; `placedAt` an instant. */
export type OrderOfTest = {
  name?: string;
  customer?: string | null;
  placedOn?: string;
  placedAt?: string;
  sales?: SaleOfTest[];
  later?: LaterOfTest[];
  test?: boolean;
  deleted?: boolean;
  currency?: string;
  presentmentCurrency?: string;
  tags?: string[];
  codes?: string[];
  channel?: string;
  payment?: string;
  fulfillment?: string;
  cancelled?: boolean;
  closed?: boolean;
  edited?: boolean;
  /** Unsaid: what the sales sum up to. */
  originalTotal?: number;
  currentTotal?: number;
  lines?: LineOfTest[];
  country?: string;
  province?: string;
  cart?: string;
  checkout?: string;
};

/** A line of an order. The name of its product gives its product's id, and its title. */
export type LineOfTest = { product: string; variantTitle?: string; quantity?: number; currentQuantity?: number; unitPrice?: number };

type ShopOfTest = { id: string; currency: string; timeZone: string };

/** An order with its agreements and sales, marked dirty as a load marks it. Answers its id. */
export async function givenOrder(shop: ShopOfTest, facts: OrderOfTest = {}): Promise<string> {
  const id = facts.name ? idOf(facts.name) : nextId();
  const currency = facts.currency ?? shop.currency;
  const customer = facts.customer ? idOf(facts.customer) : null;
  const counted = !facts.test && !facts.deleted;
  await withShop(shop.id, async (tx) => {
    const placedAt = facts.placedAt ?? (await noonOf(tx, facts.placedOn ?? "2025-01-01", shop.timeZone));
    await tx.query(sql`
      insert into orders (
        shop_id, id, name, customer_id, created_at, processed_at, updated_at, test, edited, currency, presentment_currency, taxes_included,
        financial_status, fulfillment_status, discount_codes, tags, original_total, current_total, line_quantity, current_line_quantity, deleted_at,
        source_name, cancelled_at, closed_at, country, province, cart_token, checkout_token
      )
      values (${shop.id}, ${id}, ${facts.name ?? `#${id}`}, ${customer}, ${placedAt}, ${placedAt}, ${placedAt}, ${facts.test ?? false},
              ${facts.edited ?? false}, ${currency}, ${facts.presentmentCurrency ?? currency}, false, ${facts.payment ?? "PAID"},
              ${facts.fulfillment ?? "FULFILLED"}, ${facts.codes ?? []}, ${facts.tags ?? []},
              ${facts.originalTotal ?? total(facts.sales ?? [{}])},
              ${facts.currentTotal ?? total([...(facts.sales ?? [{}]), ...(facts.later ?? []).flatMap(({ sales }) => sales)])}, 1, 1,
              ${facts.deleted ? placedAt : null}, ${facts.channel ?? null}, ${facts.cancelled ? placedAt : null},
              ${facts.closed ? placedAt : null}, ${facts.country ?? null}, ${facts.province ?? null}, ${facts.cart ?? null},
              ${facts.checkout ?? null})`);
    for (const line of facts.lines ?? []) await addLine(tx, id, line);
    const days = [await agree(tx, { ...shop, currency }, id, "ORDER", placedAt, facts.sales ?? [{}], counted)];
    for (const later of facts.later ?? []) {
      const at = later.at ?? (await noonOf(tx, later.on, shop.timeZone));
      days.push(await agree(tx, { ...shop, currency }, id, later.reason ?? "REFUND", at, later.sales, counted));
    }
    await markDirty(tx, { day: days, customer: customer ? [customer] : [] });
  });
  return id;
}

function addLine(tx: ShopTransaction, orderId: string, line: LineOfTest) {
  const { product, variantTitle = null, quantity = 1, currentQuantity = quantity, unitPrice = 1_000 } = line;
  return tx.query(sql`
    insert into order_line (shop_id, order_id, id, title, variant_title, product_id, quantity, current_quantity, is_gift_card, unit_price)
    values (${tx.shopId}, ${orderId}, ${idOf(`line of ${product} in ${orderId}`)}, ${product}, ${variantTitle}, ${idOf(product)}, ${quantity},
            ${currentQuantity}, false, ${unitPrice})`);
}

async function agree(
  tx: ShopTransaction,
  shop: ShopOfTest,
  orderId: string,
  reason: string,
  at: string,
  sales: SaleOfTest[],
  counted: boolean,
) {
  const agreementId = nextId();
  const [row] = await tx.query(sql`
    insert into agreement (shop_id, order_id, id, reason, happened_at, day)
    values (${shop.id}, ${orderId}, ${agreementId}, ${reason}, ${at}, (${at}::timestamptz at time zone ${shop.timeZone})::date)
    returning day`);
  for (const sale of sales) {
    const { action = "ORDER", lineType = "PRODUCT", total: amount = 1_000, tax = 0, discount = 0 } = sale;
    const quantity = sale.quantity ?? (lineType === "PRODUCT" ? (action === "RETURN" ? -1 : 1) : null);
    await tx.query(sql`
      insert into sale (shop_id, order_id, id, agreement_id, reason, happened_at, day, action, line_type, order_line_id, product_id, variant_id,
                        quantity, total, tax, discount, discount_with_taxes, currency, counted)
      values (${shop.id}, ${orderId}, ${nextId()}, ${agreementId}, ${reason}, ${at}, ${row?.day}, ${action}, ${lineType},
              ${sale.product ? idOf(`line of ${sale.product} in ${orderId}`) : null}, ${sale.product ? idOf(sale.product) : null},
              ${sale.variant ? idOf(sale.variant) : null}, ${quantity}, ${amount}, ${tax}, ${discount}, ${discount}, ${shop.currency}, ${counted})`);
  }
  return String(row?.day);
}

function total(sales: readonly SaleOfTest[]): number {
  return sales.reduce((sum, { total: amount = 1_000 }) => sum + amount, 0);
}

async function noonOf(tx: ShopTransaction, day: string, timeZone: string): Promise<string> {
  const [row] = await tx.query(sql`select to_json((${day}::date + time '12:00') at time zone ${timeZone}) #>> '{}' as noon`);
  return String(row?.noon);
}
