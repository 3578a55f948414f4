import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const API_VERSION = "2026-10";
const POLL_MS = 1000;
const CLOSED = ["COMPLETED", "FAILED", "CANCELED", "EXPIRED"];

const RUN = `mutation ContractRun($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) { bulkOperation { id status } userErrors { field message code } } }`;
const CANCEL = `mutation ContractCancel($id: ID!) {
  bulkOperationCancel(id: $id) { bulkOperation { id status } userErrors { field message } } }`;
const POLL = `query ContractPoll($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }`;

const userError = z.object({ field: z.array(z.string()).nullable(), message: z.string(), code: z.string().nullish() });
const begun = z.object({ id: z.string(), status: z.string() }).nullable();
const runAnswer = z.object({ bulkOperationRunQuery: z.object({ bulkOperation: begun, userErrors: z.array(userError) }) });
const cancelAnswer = z.object({ bulkOperationCancel: z.object({ bulkOperation: begun, userErrors: z.array(userError) }) });
const operation = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  objectCount: z.unknown(),
  rootObjectCount: z.unknown(),
  fileSize: z.unknown(),
  url: z.string().nullable(),
  partialDataUrl: z.string().nullable(),
});

export type UserError = z.output<typeof userError>;
export type Operation = z.output<typeof operation>;

/** A shop's Admin API, spoken to by a token; no part of the app lies between. */
export class Admin {
  readonly #url: string;
  readonly #token: string;

  /** `endpoint` replaces `https://{shop}`: the stand-in's address of the shop. */
  constructor(shop: string, token: string, endpoint = `https://${shop}`) {
    this.#url = `${endpoint}/admin/api/${API_VERSION}/graphql.json`;
    this.#token = token;
  }

  /** The answer's `data`; throws with Shopify's words where there is none. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
    const response = await fetch(this.#url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": this.#token },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = z.object({ data: z.unknown().optional(), errors: z.unknown().optional() }).parse(await response.json());
    if (errors !== undefined || data === undefined || data === null)
      throw new Error(`Shopify answered HTTP ${response.status}: ${JSON.stringify(errors)}`);
    return data;
  }

  async run(query: string): Promise<{ id: string | null; userErrors: UserError[] }> {
    const { bulkOperation, userErrors } = runAnswer.parse(await this.ask(RUN, { query })).bulkOperationRunQuery;
    return { id: bulkOperation?.id ?? null, userErrors };
  }

  async cancel(id: string): Promise<UserError[]> {
    return cancelAnswer.parse(await this.ask(CANCEL, { id })).bulkOperationCancel.userErrors;
  }

  /** Waits until the operation has ended. */
  async ended(id: string): Promise<Operation> {
    for (;;) {
      const found = z.object({ bulkOperation: operation }).parse(await this.ask(POLL, { id })).bulkOperation;
      if (CLOSED.includes(found.status)) return found;
      await sleep(POLL_MS);
    }
  }
}
