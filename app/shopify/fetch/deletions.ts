import { z } from "zod";
import { adminGraphql } from "../graphql.ts";
import type { Asking } from "./in-batches.ts";

/** That a record was deleted, and when. `id` is the tail of its gid. */
export type Deletion = { readonly kind: "order" | "customer" | "product"; readonly id: string; readonly at: Date };

const document = `#graphql
  query Deletions($query: String!, $after: String) {
    events(first: 100, after: $after, query: $query, sortKey: CREATED_AT) {
      nodes { __typename action createdAt ... on BasicEvent { subjectId subjectType } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const answer = z.object({
  events: z
    .object({
      nodes: z.array(
        z.object({ action: z.string(), createdAt: z.string(), subjectId: z.string().optional(), subjectType: z.string().optional() }),
      ),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    })
    .nullable(),
});

const kinds = new Map<string, Deletion["kind"]>([
  ["ORDER", "order"],
  ["CUSTOMER", "customer"],
  ["PRODUCT", "product"],
]);

/** What Shopify's events, kept for a year, say was deleted since an instant, page by page, the oldest first. Throws a ShopifyError. */
export async function* deletions({ shopDomain, signal }: Asking, since: Date): AsyncGenerator<Deletion[]> {
  const query = `action:'destroy' AND created_at:>='${since.toISOString()}'`;
  for (let after: string | null = null; ; ) {
    const { events }: z.output<typeof answer> = answer.parse(await adminGraphql(shopDomain, document, { query, after }, { signal }));
    if (events === null) return;
    yield events.nodes.flatMap((event) => deletion(event, since));
    if (!events.pageInfo.hasNextPage || events.pageInfo.endCursor === null) return;
    after = events.pageInfo.endCursor;
  }
}

type Node = NonNullable<z.output<typeof answer>["events"]>["nodes"][number];

/** A filter that Shopify does not know would be ignored without a word: each event is looked at, whatever was asked for. */
function deletion({ action, createdAt, subjectId, subjectType }: Node, since: Date): Deletion[] {
  const kind = kinds.get(subjectType ?? "");
  const id = /\/(\d{1,19})$/.exec(subjectId ?? "")?.[1];
  const at = new Date(createdAt);
  return action === "destroy" && kind && id && at >= since ? [{ kind, id, at }] : [];
}
