import type { CustomerRecord } from "./customers.ts";
import type { Id, Minor, Region } from "./events.ts";
import { moneyWire } from "./money.ts";
import { NodeList, type Wire } from "./wire.ts";

/** What a customer's fields reach for: their orders, what they spent, and the group that Shopify puts them in. */
export type CustomerSurroundings = {
  readonly currency: string;
  readonly orders: (id: Id) => readonly Wire[];
  readonly spending: (id: Id) => { readonly orders: number; readonly spent: Minor };
  readonly rfmGroup: (id: Id) => string | null;
};

/** A `MailingAddress`: the region, and the name of whoever lives there. Streets are nobody's business, not even of a made-up shop. */
export function addressWire(region: Region, id: Id, person: Wire | null): Wire {
  return {
    __typename: "MailingAddress",
    id: `gid://shopify/MailingAddress/${id}?model_name=Address`,
    countryCodeV2: region.country,
    countryCode: region.country,
    provinceCode: region.province,
    firstName: person?.firstName ?? null,
    lastName: person?.lastName ?? null,
    name: person?.displayName ?? null,
    coordinatesValidated: false,
  };
}

/** A `Customer`, with the name and e-mail that only a live question gives. */
export function customerWire(customer: CustomerRecord, shop: CustomerSurroundings): Wire {
  const { id, firstName, lastName, email, region, tags, createdAt, updatedAt } = customer;
  const wire: Wire = {
    __typename: "Customer",
    id: `gid://shopify/Customer/${id}`,
    legacyResourceId: id,
    createdAt,
    updatedAt,
    firstName,
    lastName,
    displayName: [firstName, lastName].filter(Boolean).join(" ") || email || "",
    email,
    get defaultEmailAddress() {
      if (!email) return null;
      return { __typename: "CustomerEmailAddress", emailAddress: email, validFormat: true, marketingState: "NOT_SUBSCRIBED" };
    },
    phone: null,
    locale: "en",
    note: null,
    state: "DISABLED",
    tags,
    taxExempt: false,
    verifiedEmail: true,
    get numberOfOrders() {
      return String(shop.spending(id).orders);
    },
    get amountSpent() {
      return moneyWire(shop.spending(id).spent, shop.currency);
    },
    get defaultAddress() {
      return region && addressWire(region, id, wire);
    },
    get statistics() {
      return { __typename: "CustomerStatistics", rfmGroup: shop.rfmGroup(id), predictedSpendTier: null };
    },
    orders: new NodeList(() => shop.orders(id)),
    get lastOrder() {
      return shop.orders(id).at(-1) ?? null;
    },
  };
  return wire;
}
