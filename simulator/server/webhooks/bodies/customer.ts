import type { CustomerRecord } from "../../../world/customers.ts";
import type { Id } from "../../../world/events.ts";
import type { Body } from "../include-fields.ts";
import { addressBody, localTime, numeric, type Scene } from "./scene.ts";

/** The body of customers/create and customers/update. */
export function customerBody(customer: CustomerRecord, scene: Scene): Body {
  const person = buyerBody(customer, scene);
  return { ...person, addresses: person.default_address ? [person.default_address] : [] };
}

/** The customer in the body of an order or a checkout. */
export function buyerBody(customer: CustomerRecord, scene: Scene): Body {
  const { id, createdAt, updatedAt, region } = customer;
  const { clock, profile } = scene.shop;
  const person = scene.personal ? customer : null;
  const { latitude, longitude, ...place } = region ? addressBody(region, customer, scene) : {};
  const address = { id: numeric(id), customer_id: numeric(id), ...place, country_name: region?.country ?? null, default: true };
  return {
    id: numeric(id),
    admin_graphql_api_id: customerGid(id),
    created_at: localTime(createdAt, clock),
    updated_at: localTime(updatedAt, clock),
    first_name: person?.firstName ?? null,
    last_name: person?.lastName ?? null,
    email: person?.email ?? null,
    phone: null,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    tax_exemptions: [],
    currency: profile.currency,
    ...(region && { default_address: address }),
  };
}

/** The body of customers/delete. */
export function deletedCustomerBody(id: Id): Body {
  return { id: numeric(id), tax_exemptions: [], admin_graphql_api_id: customerGid(id) };
}

/** The body of customers/merge. */
export function mergedCustomersBody(deleted: Id, kept: Id): Body {
  return {
    admin_graphql_api_customer_kept_id: customerGid(kept),
    admin_graphql_api_customer_deleted_id: customerGid(deleted),
    admin_graphql_api_job_id: null,
    status: "completed",
    errors: [],
  };
}

function customerGid(id: Id): string {
  return `gid://shopify/Customer/${id}`;
}
