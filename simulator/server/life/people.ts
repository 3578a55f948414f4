import type { CustomerRecord } from "../../world/customers.ts";
import { drawPerson, drawPlace } from "../../world/demo/people.ts";
import type { CustomerCreated } from "../../world/events.ts";
import { NothingFit } from "./picker.ts";
import type { Plan, Stage, Wishes } from "./stage.ts";

/** Somebody who was not here before. */
export function newCustomer({ chance, ids, now: at }: Stage): CustomerCreated {
  const customerId = ids.next("customer");
  const person = drawPerson(chance, Number(BigInt(customerId) % 1_000_000n));
  return { type: "customer_created", at, customerId, ...person, region: drawPlace(chance).region, tags: [] };
}

/** A customer opens an account and buys nothing yet. */
export function addCustomer(stage: Stage): Plan {
  const created = newCustomer(stage);
  return { said: `Customer ${created.customerId} was created.`, events: [created] };
}

/** A customer moves, or gets a tag. */
export function changeCustomer(stage: Stage, wishes: Wishes): Plan {
  const { chance, now: at } = stage;
  const { id: customerId, tags } = knownCustomer(stage, wishes.customer) ?? stage.pick.customer();
  if (chance.of(0.5)) {
    const { region } = drawPlace(chance);
    return { said: `Customer ${customerId} moved.`, events: [{ type: "customer_updated", at, customerId, region }] };
  }
  const tag = chance.pick(["regular", "newsletter", "wholesale", "called"]);
  const all = tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag];
  return { said: `Customer ${customerId} has other tags.`, events: [{ type: "customer_updated", at, customerId, tags: all }] };
}

/** Two customers turn out to be one person; the orders of one go to the other. */
export function mergeCustomers(stage: Stage, wishes: Wishes): Plan {
  const from = knownCustomer(stage, wishes.customer) ?? stage.pick.customer(({ id }) => id !== wishes.intoCustomer);
  const into = knownCustomer(stage, wishes.intoCustomer) ?? stage.pick.customer(({ id }) => id !== from.id);
  if (from.id === into.id) throw new NothingFit("A customer cannot be merged into themselves.");
  const merged = { type: "customer_merged", at: stage.now, customerId: from.id, intoCustomerId: into.id } as const;
  return { said: `Customer ${from.id} was merged into ${into.id}.`, events: [merged] };
}

/** A customer who never bought is deleted, as Shopify refuses it of others. */
export function deleteCustomer(stage: Stage, wishes: Wishes): Plan {
  const { orders } = stage.shop.records;
  const customer = knownCustomer(stage, wishes.customer) ?? stage.pick.customer(({ id }) => orders.ofCustomer(id).size === 0);
  if (orders.ofCustomer(customer.id).size > 0) throw new NothingFit(`Customer ${customer.id} has orders and cannot be deleted.`);
  return { said: `Customer ${customer.id} was deleted.`, events: [{ type: "customer_deleted", at: stage.now, customerId: customer.id }] };
}

/** The customer of that id, or null where none was wished for. */
function knownCustomer({ shop }: Stage, wished: string | undefined): CustomerRecord | null {
  if (wished === undefined) return null;
  const customer = shop.records.customers.find(wished);
  if (!customer) throw new NothingFit(`There is no customer ${wished}.`);
  return customer;
}
