import type { Chance } from "./chance.ts";
import { daysFromBlackFriday } from "./seasons.ts";

/** A discount code: per cent off the goods, or shipping for nothing; who may use it, and when, is in `drawCode`. */
export type Code = { readonly code: string; readonly percent: number; readonly freeShipping: boolean };

const welcome: Code = { code: "WELCOME10", percent: 10, freeShipping: false };
const blackFriday: Code = { code: "BFCM20", percent: 20, freeShipping: false };
const spring: Code = { code: "SPRING15", percent: 15, freeShipping: false };
const summer: Code = { code: "PORCH10", percent: 10, freeShipping: false };
const regulars: Code = { code: "REGULARS15", percent: 15, freeShipping: false };
const freeShipping: Code = { code: "SHIPFREE", percent: 0, freeShipping: true };

/**
 * The code that somebody uses on a day, if any: first orders, the Thanksgiving sale, April, July, regulars, and now and then free shipping.
 */
export function drawCode(day: number, orderOfCustomer: number, chance: Chance): Code | null {
  const fromFriday = daysFromBlackFriday(day);
  const month = new Date(day * 86_400_000).getUTCMonth();
  if (fromFriday >= -1 && fromFriday <= 4) return chance.of(0.62) ? blackFriday : null;
  if (orderOfCustomer === 1 && chance.of(0.3)) return welcome;
  if (month === 3 && chance.of(0.24)) return spring;
  if (month === 6 && chance.of(0.18)) return summer;
  if (orderOfCustomer > 6 && chance.of(0.14)) return regulars;
  return chance.of(0.03) ? freeShipping : null;
}
