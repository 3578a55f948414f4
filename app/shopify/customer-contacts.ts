import { z } from "zod";
import { logger } from "../logger.server.ts";
import { QueryRefused } from "./errors.ts";
import { gidOf, idOf } from "./gid.ts";
import { adminGraphql } from "./graphql.ts";

/** As many as Shopify gives at once. */
const BATCH = 250;
/**
 * From such a share of all customers on it costs less to leaf through all of them than to name those wanted: a page costs some 20 of 250.
 */
const MANY = 1 / 12;

const byIds = `#graphql
  query CustomerContacts($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Customer { id displayName defaultEmailAddress { emailAddress } } }
  }`;

const byPages = `#graphql
  query CustomerContactPages($after: String) {
    customers(first: 250, after: $after, sortKey: ID) {
      nodes { id displayName defaultEmailAddress { emailAddress } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const person = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  defaultEmailAddress: z.object({ emailAddress: z.string().nullable() }).nullable(),
});
const named = z.object({ nodes: z.array(z.union([person, z.object({}).transform(() => null), z.null()])) });
const pageOf = z.object({
  customers: z.object({ nodes: z.array(person), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }),
});

export type Contact = { readonly name: string | null; readonly email: string | null };
/** "unknown": Shopify has no such customer. "not told": it did not answer, or may not. */
export type Told = Contact | "unknown" | "not told";

type Row = { readonly customerId: string };
type Asked = { readonly domain: string; readonly signal: AbortSignal };
type Source = (ids: readonly string[]) => Promise<Map<string, Contact>>;

/** How many rows there will be, of how many customers in all. */
export type Extent = { readonly rows: number; readonly customers: number };

/** Whether the app may read names and e-mails of the shop's customers: Shopify is asked for one of them. */
export async function mayReadContacts(shop: Asked, customerId: string): Promise<boolean> {
  try {
    await idSource(shop)([customerId]);
    return true;
  } catch (error) {
    return !(error instanceof QueryRefused);
  }
}

/**
 * Rows in the order of their customers' numbers, each with the name and e-mail that Shopify tells now. It is asked for 250 at a time while
 * rows stream, as fast as it lets; no more of either is held, and nothing is kept. Once it refuses, or fails for longer than is waited for,
 * the rows that are left come without, and say so.
 */
export async function* withContacts<Of extends Row>(
  shop: Asked,
  rows: AsyncIterable<Of>,
  { rows: many, customers }: Extent,
): AsyncGenerator<{ readonly row: Of; readonly contact: Told }, void> {
  const source = many >= customers * MANY ? pageSource(shop) : idSource(shop);
  let isTold = true;
  for await (const batch of batches(rows)) {
    const contacts: Map<string, Contact> | null = isTold ? await contactsOf(shop, source, batch) : null;
    isTold = contacts !== null;
    for (const row of batch) yield { row, contact: contacts === null ? "not told" : (contacts.get(row.customerId) ?? "unknown") };
  }
}

async function contactsOf(shop: Asked, source: Source, batch: readonly Row[]): Promise<Map<string, Contact> | null> {
  try {
    return await source(batch.map(({ customerId }) => customerId));
  } catch (error) {
    if (shop.signal.aborted) throw error;
    logger.warn({ shop: shop.domain, error: error instanceof Error ? error.name : "unknown" }, "an export goes on without names");
    return null;
  }
}

function idSource({ domain, signal }: Asked): Source {
  return async (ids) => {
    const { nodes } = named.parse(await adminGraphql(domain, byIds, { ids: ids.map((id) => gidOf("Customer", id)) }, { signal }));
    return new Map(nodes.flatMap((node) => (node === null ? [] : [entryOf(node)])));
  };
}

/** Leafs through all customers beside the rows: both are in the order of numbers. Holds the page that it is on. */
function pageSource({ domain, signal }: Asked): Source {
  let page = new Map<string, Contact>();
  let last = 0n;
  let after: string | null = null;
  let isMore = true;
  const turn = async () => {
    const { customers } = pageOf.parse(await adminGraphql(domain, byPages, { after }, { signal }));
    page = new Map(customers.nodes.map(entryOf));
    last = BigInt([...page.keys()].at(-1) ?? last);
    ({ hasNextPage: isMore, endCursor: after } = customers.pageInfo);
  };
  return async (ids) => {
    const found = new Map<string, Contact>();
    for (const id of ids) {
      while (isMore && BigInt(id) > last) await turn();
      const contact = page.get(id);
      if (contact) found.set(id, contact);
    }
    return found;
  };
}

function entryOf({ id, displayName, defaultEmailAddress }: z.output<typeof person>): readonly [string, Contact] {
  return [idOf(id), { name: displayName, email: defaultEmailAddress?.emailAddress ?? null }];
}

async function* batches<Of>(rows: AsyncIterable<Of>): AsyncGenerator<readonly Of[], void> {
  let batch: Of[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
