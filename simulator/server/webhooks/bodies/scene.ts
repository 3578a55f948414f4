import type { ZoneClock } from "../../../world/calendar.ts";
import type { Id, Instant, Minor, Region } from "../../../world/events.ts";
import { exponentOf, fixedDecimal, type Presentment } from "../../../world/money.ts";
import type { SimulatedShop } from "../../../world/shop.ts";
import type { Body } from "../include-fields.ts";

/** The shop that a body tells of, and whether the app may see who its people are: what it may not see is null. */
export type Scene = { readonly shop: SimulatedShop; readonly personal: boolean };

/** An id as bodies have it: a number, however large. */
export function numeric(id: Id | null): bigint | null {
  return id === null ? null : BigInt(id);
}

/** An instant as bodies have it, by the shop's own clock: "2021-12-31T19:00:00-05:00". */
export function localTime(instant: Instant | null, clock: ZoneClock): string | null {
  if (instant === null) return null;
  const ms = Date.parse(instant);
  const offsetMs = clock.offset(ms);
  const ahead = new Date(Math.abs(offsetMs)).toISOString().slice(11, 16);
  return `${new Date(ms + offsetMs).toISOString().slice(0, 19)}${offsetMs < 0 ? "-" : "+"}${ahead}`;
}

/** A sum in the shop's currency, and as the buyer paid it. */
export function moneySet(minor: Minor, currency: string, presentment?: Presentment): Body {
  const shopMoney = { amount: fixedDecimal(minor, currency), currency_code: currency };
  if (!presentment || presentment.currency === currency) return { shop_money: shopMoney, presentment_money: shopMoney };
  const units = Math.round(minor * presentment.rate * 10 ** (exponentOf(presentment.currency) - exponentOf(currency)));
  const paid = { amount: fixedDecimal(units, presentment.currency), currency_code: presentment.currency };
  return { shop_money: shopMoney, presentment_money: paid };
}

/** Where somebody lives. Streets are nobody's business, not even of a made-up shop. */
export function addressBody(region: Region, person: { firstName: string | null; lastName: string | null } | null, scene: Scene): Body {
  const { firstName = null, lastName = null } = (scene.personal && person) || {};
  return {
    first_name: firstName,
    last_name: lastName,
    name: [firstName, lastName].filter(Boolean).join(" ") || null,
    company: null,
    address1: null,
    address2: null,
    city: null,
    zip: null,
    phone: null,
    latitude: null,
    longitude: null,
    country: region.country,
    province: region.province,
    country_code: region.country,
    province_code: region.province,
  };
}
