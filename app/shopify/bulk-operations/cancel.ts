import { z } from "zod";
import { adminGraphql } from "../graphql.ts";

const document = `#graphql
  mutation BulkOperationCancel($id: ID!) {
    bulkOperationCancel(id: $id) {
      bulkOperation { id status }
      userErrors { field message }
    }
  }`;

const answer = z.object({
  bulkOperationCancel: z.object({
    bulkOperation: z.object({ status: z.string() }).nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  }),
});

/** `ended`: there was nothing to cancel any more, for the export is over or unknown to Shopify. */
export type Cancellation = "cancelling" | "ended";

/** Frees the slot that an export holds. Shopify refuses where the export has ended already: that is as good. */
export async function cancelBulkOperation(shopDomain: string, gid: string): Promise<Cancellation> {
  const { userErrors } = answer.parse(await adminGraphql(shopDomain, document, { id: gid })).bulkOperationCancel;
  // "A bulk operation cannot be canceled when it is completed" and "Bulk operation does not exist": there are no codes to tell them by
  return userErrors.length === 0 ? "cancelling" : "ended";
}
