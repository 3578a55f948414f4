import { sql } from "../lib/sql.ts";

/*
 * The sums of docs/metrics.md over rows of `sale` that count. Amounts are signed, negative in RETURN rows; the discount is read from ORDER
 * and UPDATE rows alone, so its sign in RETURN rows does not matter.
 */

const exTax = sql`(total - tax)`;
const sold = sql`line_type = 'PRODUCT' and action in ('ORDER', 'UPDATE')`;
const sent = sql`line_type = 'PRODUCT' and action = 'RETURN'`;

/** Gross sales: goods sold, without tax and before discounts. */
export const gross = sql`coalesce(sum(${exTax} + discount) filter (where ${sold}), 0)`;
/** Discounts on goods sold, positive. */
export const discounts = sql`coalesce(sum(discount) filter (where ${sold}), 0)`;
/** Returns, positive: goods that came back, and adjustments of any action. */
export const returns = sql`coalesce(-sum(${exTax}) filter (where ${sent} or line_type = 'ADJUSTMENT'), 0)`;
/** Returns of goods alone: an adjustment names no product. */
export const productReturns = sql`coalesce(-sum(${exTax}) filter (where ${sent}), 0)`;
/** Net sales: gross sales − discounts − returns. */
export const net = sql`coalesce(sum(${exTax}) filter (where ${sold} or ${sent} or line_type = 'ADJUSTMENT'), 0)`;
export const shipping = sql`coalesce(sum(${exTax}) filter (where line_type = 'SHIPPING'), 0)`;
export const duties = sql`coalesce(sum(${exTax}) filter (where line_type = 'DUTY'), 0)`;
export const fees = sql`coalesce(sum(${exTax}) filter (where line_type in ('FEE', 'ADDITIONAL_FEE')), 0)`;
export const tips = sql`coalesce(sum(${exTax}) filter (where line_type = 'TIP'), 0)`;
export const taxes = sql`coalesce(sum(tax) filter (where line_type <> 'GIFT_CARD'), 0)`;
export const giftCards = sql`coalesce(sum(${exTax}) filter (where line_type = 'GIFT_CARD'), 0)`;
export const unitsSold = sql`coalesce(sum(quantity) filter (where ${sold}), 0)`;
export const unitsReturned = sql`coalesce(-sum(quantity) filter (where ${sent}), 0)`;
/** Numerator of the average order value: gross sales − discounts of the orders themselves, without later edits and returns. */
export const orderValue = sql`coalesce(sum(${exTax}) filter (where ${sold} and reason = 'ORDER'), 0)`;
