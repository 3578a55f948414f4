import type { Wire } from "../../world/wire.ts";
import type { AdminContext } from "../graphql/resolve.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { runExport } from "./export.ts";
import { checkBulkQuery } from "./rules.ts";

const SLOTS = 5;

/** `bulkOperationRunQuery`: starts an export, or says why it may not run. */
export function runBulkQuery(context: AdminContext, query: string, groupObjects: boolean): Wire {
  const checked = checkBulkQuery(query);
  if ("refusals" in checked) return refusal(checked.refusals.map((message) => ({ message, field: ["query"], code: "INVALID" })));
  const { underWay } = context.hosted.bulk;
  if (underWay.length >= SLOTS) {
    const message = `A bulk query operation for this app and shop is already in progress: ${underWay.map((each) => each.id).join(", ")}.`;
    return refusal([{ message, field: null, code: "OPERATION_IN_PROGRESS" }]);
  }
  const operation = context.hosted.bulk.create(query);
  context.platform.follow(runExport(context, operation, checked, groupObjects));
  return { __typename: "BulkOperationRunQueryPayload", bulkOperation: operation, userErrors: [] };
}

/** `bulkOperationCancel`: asks an export to end; it holds its slot until it has. */
export function cancelBulkOperation(hosted: HostedShop, id: string): Wire {
  const operation = hosted.bulk.find(id);
  if (!operation) return cancelled(null, "Bulk operation does not exist");
  if (!operation.isUnderWay)
    return cancelled(operation, `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`);
  operation.status = "CANCELING";
  return cancelled(operation, null);
}

function refusal(errors: readonly { message: string; field: string[] | null; code: string }[]): Wire {
  return {
    __typename: "BulkOperationRunQueryPayload",
    bulkOperation: null,
    userErrors: errors.map((each) => ({ __typename: "BulkOperationUserError", ...each })),
  };
}

function cancelled(bulkOperation: object | null, message: string | null): Wire {
  const userErrors = message === null ? [] : [{ __typename: "UserError", field: ["id"], message }];
  return { __typename: "BulkOperationCancelPayload", bulkOperation, userErrors };
}
