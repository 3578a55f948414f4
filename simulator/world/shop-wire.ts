import { iso, ZoneClock } from "./calendar.ts";
import type { ShopProfile } from "./profile.ts";
import type { Wire } from "./wire.ts";

/** A `Shop`. */
export function shopWire(profile: ShopProfile): Wire {
  const { id, name, domain, email, currency, timeZone, plan, taxesIncluded, createdAt } = profile;
  const minutes = new ZoneClock(timeZone).offset(Date.now()) / 60_000;
  return {
    __typename: "Shop",
    id: `gid://shopify/Shop/${id}`,
    name,
    myshopifyDomain: domain,
    email,
    contactEmail: email,
    url: `https://${domain}`,
    primaryDomain: { __typename: "Domain", id: `gid://shopify/Domain/${id}`, host: domain, url: `https://${domain}`, sslEnabled: true },
    currencyCode: currency,
    enabledPresentmentCurrencies: [currency],
    ianaTimezone: timeZone,
    timezoneOffsetMinutes: minutes,
    timezoneOffset: `${minutes < 0 ? "-" : "+"}${iso(Math.abs(minutes) * 60_000)
      .slice(11, 16)
      .replace(":", "")}`,
    taxesIncluded,
    createdAt,
    updatedAt: createdAt,
    setupRequired: false,
    plan: { __typename: "ShopPlan", displayName: plan, publicDisplayName: plan, partnerDevelopment: false, shopifyPlus: false },
  };
}

/** A `Location`. */
export function locationWire({ id, name }: { readonly id: string; readonly name: string }): Wire {
  return {
    __typename: "Location",
    id: `gid://shopify/Location/${id}`,
    legacyResourceId: id,
    name,
    isActive: true,
    fulfillsOnlineOrders: true,
    hasActiveInventory: true,
    shipsInventory: true,
  };
}
