import { z } from "zod";
import { adminGraphql } from "../graphql.ts";

const document = `#graphql
  mutation BulkOperationSubmit($query: String!) {
    bulkOperationRunQuery(query: $query) {
      bulkOperation { id status }
      userErrors { field message code }
    }
  }`;

const answer = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string(), status: z.string() }).nullable(),
    userErrors: z.array(z.object({ message: z.string(), code: z.string().nullable() })),
  }),
});

/**
 * Submitted under a gid; `busy`: all of the shop's slots are taken; `refused`: Shopify will not run this query, however often it is asked.
 */
export type Submission =
  | { readonly outcome: "submitted"; readonly gid: string; readonly status: string }
  | { readonly outcome: "busy"; readonly message: string }
  | { readonly outcome: "refused"; readonly message: string };

/** Shopify's codes for "not now": five exports are under way, or a limit of another kind is reached. */
const BUSY = ["OPERATION_IN_PROGRESS", "LIMIT_REACHED"];

/** Asks Shopify to export what a bulk document selects. Costs 10 points. */
export async function submitBulkOperation(shopDomain: string, query: string): Promise<Submission> {
  const data = answer.parse(await adminGraphql(shopDomain, document, { query }));
  const { bulkOperation, userErrors } = data.bulkOperationRunQuery;
  if (bulkOperation !== null) return { outcome: "submitted", gid: bulkOperation.id, status: bulkOperation.status };
  const message = userErrors.map((error) => error.message).join(" ") || "Shopify gave no reason";
  return { outcome: userErrors.some(({ code }) => code !== null && BUSY.includes(code)) ? "busy" : "refused", message };
}
