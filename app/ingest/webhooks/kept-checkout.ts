import { z } from "zod";
import type { SeenCheckout } from "../../db/checkout.ts";
import { digits } from "../../shopify/webhooks/body.ts";
import { amountIn, id, instant, quantity, readKept, text } from "./kept-fields.ts";

const line = z.object({ title: text, sku: text, product_id: id, variant_id: id, quantity, line_price: z.string() });

/** What is kept of checkouts/create and checkouts/update (app/shopify/webhooks/topics.ts). */
const checkout = z.object({
  id,
  name: text,
  token: z.string().min(1),
  cart_token: text,
  created_at: instant,
  updated_at: instant,
  completed_at: instant.nullish().transform((at) => at ?? null),
  currency: z.string().regex(/^[A-Z]{3}$/),
  subtotal_price: z.string(),
  total_price: z.string(),
  customer: z.object({ id }).nullish(),
  shipping_address: z.object({ country_code: text, province_code: text }).nullish(),
  discount_codes: z.array(z.object({ code: z.string() })).nullish(),
  line_items: z.array(line).nullish(),
});

/**
 * A checkout as the kept fields of its webhook tell of it. Its number stands in `id`, or, since 2026-04, behind the # of its name. It has
 * contact details where a customer or an address was given: neither e-mail nor telephone number is asked for. Throws a Refusal.
 */
export function readCheckout(kept: string): SeenCheckout {
  const { currency, customer, shipping_address: address, line_items: lines, ...rest } = readKept(checkout, kept);
  const customerId = customer?.id ?? null;
  const country = address?.country_code ?? null;
  return {
    token: rest.token,
    number: rest.id ?? digits(/^#(\d+)$/.exec(rest.name ?? "")?.[1] ?? ""),
    cartToken: rest.cart_token,
    createdAt: rest.created_at,
    updatedAt: rest.updated_at,
    completedAt: rest.completed_at,
    hasContact: customerId !== null || country !== null,
    customerId,
    country,
    province: address?.province_code ?? null,
    discountCodes: (rest.discount_codes ?? []).map(({ code }) => code),
    currency,
    subtotal: amountIn(currency, rest.subtotal_price, "subtotal_price"),
    total: amountIn(currency, rest.total_price, "total_price"),
    lines: (lines ?? []).map(({ title, sku, product_id: productId, variant_id: variantId, quantity: units, line_price: price }) => ({
      ...{ title, sku, productId, variantId, quantity: units },
      total: amountIn(currency, price, "line_items.line_price"),
    })),
  };
}
