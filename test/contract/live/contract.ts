import { isDeepStrictEqual } from "node:util";
import { bulkDocument } from "../../../app/shopify/bulk-operations/documents.ts";
import recorded from "../bulk-errors.json" with { type: "json" };
import type { Admin, Operation } from "./admin.ts";
import { type LedgerFindings, readLedger } from "./ledger.ts";

/** One clause: what we take Shopify to do, and what it did. */
export type Clause = { readonly name: string; readonly kept: boolean; readonly expected: unknown; readonly answered: unknown };

export type Contract = { readonly clauses: readonly Clause[]; readonly ledger: LedgerFindings | null };

const RESOURCES = ["orders_recent", "orders_older", "customers", "products", "abandoned_checkouts"] as const;
const AT_ONCE = "{ products { edges { node { id } } } }";

/**
 * Tries on a shop what we know of Shopify: the rules and words of bulk operations, the app's own five exports all at once, the shape of
 * their files, and the identities of the ledger. Reads only; the exports that it starts end before it does.
 */
export async function tryContract(admin: Admin): Promise<Contract> {
  const clauses: Clause[] = [];
  const clause = (name: string, expected: unknown, answered: unknown) =>
    clauses.push({ name, kept: isDeepStrictEqual(answered, expected), expected, answered });

  for (const { case: name, query, code, field, message } of recorded.refusedQueries)
    clause(`refuses ${name}`, [{ field, message, code }], (await admin.run(query)).userErrors);
  const { bytes, code, field, message } = recorded.tooLarge;
  clause("refuses a query that is too large", [{ field, message, code }], (await admin.run(AT_ONCE.padEnd(bytes))).userErrors);
  const unknown = await admin.cancel("gid://shopify/BulkOperation/1");
  clause(
    "cancelling an unknown operation",
    [recorded.cancelled.unknown],
    unknown.map((error) => error.message),
  );

  const started = [];
  for (const resource of RESOURCES) {
    const { id, userErrors } = await admin.run(bulkDocument(resource, { splitAt: new Date() }));
    clause(`takes the export of ${resource}`, [], userErrors);
    if (id !== null) started.push({ resource, id });
  }
  const ended: Operation[] = [];
  let ledger: LedgerFindings | null = null;
  for (const { resource, id } of started) {
    const operation = await admin.ended(id);
    ended.push(operation);
    clause(`${resource}: status`, "COMPLETED", operation.status);
    const counts = [operation.objectCount, operation.rootObjectCount];
    clause(
      `${resource}: counts are strings`,
      ["string", "string"],
      counts.map((count) => typeof count),
    );
    const lines = operation.url === null ? [] : (await (await fetch(operation.url)).text()).split("\n").filter((line) => line !== "");
    clause(`${resource}: one line an object`, String(operation.objectCount), String(lines.length));
    clause(`${resource}: no address without objects`, operation.objectCount === "0", operation.url === null);
    if (resource === "orders_recent") ledger = readLedger(lines);
  }
  const [first] = ended;
  if (first)
    clause(
      "cancelling a finished operation",
      [recorded.cancelled.finished],
      (await admin.cancel(first.id)).map((error) => error.message),
    );
  if (ledger) {
    clause("Σ of each first agreement is the original total", 0, ledger.firstAgreementOff);
    clause("Σ of all agreements is the current total", 0, ledger.allAgreementsOff);
  }
  return { clauses, ledger };
}
