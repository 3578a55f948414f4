import type { Minor } from "./events.ts";
import type { Wire } from "./wire.ts";

const noDecimals = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
const threeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
const exponents = new Map([...noDecimals.map((code) => [code, 0] as const), ...threeDecimals.map((code) => [code, 3] as const)]);

/** How many decimals a currency has: 0 for yen, 3 for Kuwaiti dinars, 2 for most. */
export function exponentOf(currency: string): number {
  return exponents.get(currency) ?? 2;
}

/** A sum with all decimals of its currency, as the scalar `Money` has it: 1250 US cents are "12.50", 1250 yen "1250". */
export function fixedDecimal(minor: Minor | bigint, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0 ? -minor : minor).toString().padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const sign = minor < 0 ? "-" : "";

  return exponent === 0 ? sign + digits : `${sign}${whole}.${digits.slice(-exponent)}`;
}

/** A sum as `MoneyV2.amount` has it, without trailing zeros but the first: "12.5", "12.0", and "1250.0" for yen. */
export function decimal(minor: Minor, currency: string): string {
  let scale = 10 ** exponentOf(currency);
  let units = Math.abs(minor);
  const whole = Math.floor(units / scale);
  units -= whole * scale;
  while (scale > 10 && units % 10 === 0) {
    units /= 10;
    scale /= 10;
  }
  return `${minor < 0 ? "-" : ""}${whole}.${scale > 10 ? String(units).padStart(Math.log10(scale), "0") : units}`;
}

/** A `MoneyV2` of the shop's currency. */
export function moneyWire(minor: Minor, currencyCode: string): Wire {
  return { __typename: "MoneyV2", amount: decimal(minor, currencyCode), currencyCode };
}

/** The buyer's currency of an order, and how many of its units one unit of the shop's currency was worth. */
export type Presentment = { readonly currency: string; readonly rate: number };

/** A `MoneyBag`: a sum in the shop's currency and in the one that the buyer paid in. */
export function moneyBag(minor: Minor, currency: string, presentment?: Presentment): Wire {
  const shopMoney = moneyWire(minor, currency);
  if (!presentment || presentment.currency === currency) return { __typename: "MoneyBag", shopMoney, presentmentMoney: shopMoney };

  const scale = 10 ** (exponentOf(presentment.currency) - exponentOf(currency));
  const presented = Math.round(minor * presentment.rate * scale);
  return { __typename: "MoneyBag", shopMoney, presentmentMoney: moneyWire(presented, presentment.currency) };
}

/** The part of `total` that falls to `units` of the `of` units left, to the nearest minor unit; the last units take what is left. */
export function shareOf(total: Minor, units: number, of: number): Minor {
  return units === of ? total : Math.round((total * units) / of);
}
