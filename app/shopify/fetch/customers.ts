import { gidOf } from "../gid.ts";
import { customersDocument } from "./documents.ts";
import { type Asking, nodesInBatches } from "./in-batches.ts";
import type { Fetched } from "./page.ts";

const AT_A_TIME = 50;

/** Fetches customers by id, without anything that names a person. Null for one that Shopify does not show. */
export async function fetchCustomers(asking: Asking, ids: readonly string[]): Promise<Map<string, Fetched[] | null>> {
  const nodes = await nodesInBatches(
    asking,
    customersDocument,
    ids.map((id) => gidOf("Customer", id)),
    AT_A_TIME,
  );
  return new Map(ids.map((id, index) => [id, nodes[index] ? [nodes[index]] : null]));
}
