import type { BulkOperation } from "../../bulk/operations.ts";
import type { Body } from "../include-fields.ts";

/** The body of bulk_operations/finish: status and error in lower case, and not where the file is. */
export function bulkOperationBody({ id, status, errorCode, createdAt, completedAt }: BulkOperation): Body {
  return {
    admin_graphql_api_id: id,
    completed_at: completedAt,
    created_at: createdAt,
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: "query",
  };
}
