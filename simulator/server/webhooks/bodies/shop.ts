import type { Id } from "../../../world/events.ts";
import type { Body } from "../include-fields.ts";
import { localTime, numeric, type Scene } from "./scene.ts";

/** The body of shop/update and app/uninstalled. */
export function shopBody({ shop, personal }: Scene, atMs: number): Body {
  const { id, domain, name, email, currency, timeZone, plan, country, taxesIncluded, createdAt, locations } = shop.profile;
  const contact = personal ? email : null;
  return {
    id: numeric(id),
    name,
    email: contact,
    customer_email: contact,
    domain,
    myshopify_domain: domain,
    created_at: localTime(createdAt, shop.clock),
    updated_at: localTime(new Date(atMs).toISOString(), shop.clock),
    country,
    country_code: country,
    currency,
    enabled_presentment_currencies: [currency],
    iana_timezone: timeZone,
    timezone: `(GMT${(localTime(new Date(atMs).toISOString(), shop.clock) ?? "").slice(-6)}) ${timeZone}`,
    plan_display_name: plan,
    plan_name: plan.toLowerCase(),
    taxes_included: taxesIncluded,
    primary_locale: "en",
    primary_location_id: numeric(locations[0]?.id ?? null),
    shop_owner: null,
    phone: null,
    setup_required: false,
    has_storefront: true,
    multi_location_enabled: locations.length > 1,
  };
}

/** The body of app/scopes_update. */
export function scopesBody({ shop }: Scene, previous: readonly string[], atMs: number): Body {
  return {
    id: 1,
    shop_id: `gid://shopify/Shop/${shop.profile.id}`,
    previous,
    current: shop.scopes,
    updated_at: new Date(atMs).toISOString(),
  };
}

/** The body of customers/data_request; that of customers/redact differs in the names alone. Neither is ever cut. */
export function personBody(topic: "customers/data_request" | "customers/redact", customerId: Id, { shop }: Scene, requestId: number): Body {
  const customer = shop.records.customers.find(customerId);
  const orders = [...shop.records.orders.ofCustomer(customerId)].map(({ placed }) => numeric(placed.orderId));
  return {
    shop_id: numeric(shop.profile.id),
    shop_domain: shop.domain,
    customer: { id: numeric(customerId), email: customer?.email ?? null, phone: null },
    ...(topic === "customers/redact" ? { orders_to_redact: orders } : { orders_requested: orders, data_request: { id: requestId } }),
  };
}

/** The body of shop/redact. */
export function shopRedactBody({ shop }: Scene): Body {
  return { shop_id: numeric(shop.profile.id), shop_domain: shop.domain };
}
