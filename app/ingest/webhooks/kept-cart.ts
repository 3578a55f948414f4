import { z } from "zod";
import type { SeenCart } from "../../db/cart.ts";
import { amountIn, instant, quantity, readKept } from "./kept-fields.ts";

/** What is kept of carts/create and carts/update that is of use here. */
const cart = z.object({
  token: z.string().min(1),
  created_at: instant,
  updated_at: instant,
  line_items: z.array(z.object({ quantity, line_price: z.string() })).nullish(),
});

/** A cart as the kept fields of its webhook tell of it; its amounts name no currency and are in the shop's. Throws a Refusal. */
export function readCart(kept: string, { currency }: { readonly currency: string }): SeenCart {
  const { token, created_at: createdAt, updated_at: updatedAt, line_items: lines } = readKept(cart, kept);
  const goods = lines ?? [];
  const total = goods.reduce((sum, line) => sum + BigInt(amountIn(currency, line.line_price, "line_items.line_price")), 0n);
  return { token, createdAt, updatedAt, units: goods.reduce((sum, line) => sum + line.quantity, 0), total: String(total), currency };
}
