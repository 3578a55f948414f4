import { z } from "zod";
import { adminGraphql } from "../graphql.ts";

const pollDocument = `#graphql
  query BulkOperationPoll($id: ID!) {
    bulkOperation(id: $id) { id status errorCode createdAt query objectCount rootObjectCount fileSize url }
  }`;

const recentDocument = `#graphql
  query BulkOperationRecent {
    bulkOperations(first: 20, sortKey: CREATED_AT, reverse: true) { nodes { id status errorCode createdAt query objectCount rootObjectCount fileSize url } }
  }`;

const count = z.coerce.number().int();

const bulkExport = z
  .object({
    id: z.string(),
    status: z.enum(["CREATED", "RUNNING", "COMPLETED", "FAILED", "CANCELING", "CANCELED", "EXPIRED"]),
    errorCode: z.string().nullable(),
    createdAt: z.coerce.date(),
    query: z.string(),
    objectCount: count,
    rootObjectCount: count,
    fileSize: count.nullable(),
    url: z.string().nullable(),
  })
  .transform(({ id, ...rest }) => ({ gid: id, ...rest }));

/** Where an export stands at Shopify. `url` is null until it is completed, and stays null where it exported nothing. */
export type BulkExport = z.output<typeof bulkExport>;

const pollAnswer = z.object({ bulkOperation: bulkExport.nullable() });
const recentAnswer = z.object({ bulkOperations: z.object({ nodes: z.array(bulkExport) }) });

/** Asks how far an export is; null when Shopify no longer knows it. Costs 1 point. */
export async function pollBulkOperation(shopDomain: string, gid: string): Promise<BulkExport | null> {
  return pollAnswer.parse(await adminGraphql(shopDomain, pollDocument, { id: gid })).bulkOperation;
}

/**
 * The export of exactly this document that was submitted since then, is still of use and not among the `known` gids, or null. Finds again
 * what was submitted by a worker that died before it could write the gid down.
 */
export async function findSubmitted(
  shopDomain: string,
  { query, since, known }: { readonly query: string; readonly since: Date; readonly known: readonly string[] },
): Promise<BulkExport | null> {
  const { nodes } = recentAnswer.parse(await adminGraphql(shopDomain, recentDocument)).bulkOperations;
  const wanted = (found: BulkExport) =>
    ["CREATED", "RUNNING", "COMPLETED"].includes(found.status) &&
    found.query.trim() === query.trim() &&
    found.createdAt >= since &&
    !known.includes(found.gid);
  return nodes.find(wanted) ?? null;
}
