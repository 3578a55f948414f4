import { z } from "zod";
import { parseExactly } from "../../lib/exact-json.ts";
import { currencyExponent, minorUnits } from "../../lib/money.ts";
import { digits } from "../../shopify/webhooks/body.ts";
import { Refusal, refusal } from "../records/refusal.ts";

/** An id as a webhook's body has it, a number or its digits; null where it is none. */
export const id = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => digits(String(value ?? "")));

export const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

export const instant = z.iso.datetime({ offset: true });

const MOST_UNITS = 1_000_000_000;
export const quantity = z.number().int().min(0).max(MOST_UNITS);

/** Reads what was kept of a body. Throws a Refusal that names the field which has another form. */
export function readKept<Shape extends z.ZodType>(shape: Shape, kept: string): z.output<Shape> {
  const read = shape.safeParse(parseExactly(kept));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refusal(`${issue?.path.join(".") || "the body"}: ${issue?.message}`);
}

/** A decimal amount of a body in minor units of its currency. Throws a Refusal. */
export function amountIn(currency: string, amount: string, field: string): string {
  const units = minorUnits(amount, currencyExponent(currency));
  if (units === null) throw refusal(field, amount, `is no amount in ${currency}`);
  return units;
}
