import { onTestFinished } from "vitest";
import { z } from "zod";
import { type Simulator, startSimulator } from "../../simulator/server/start.ts";
import type { Subscriptions } from "../../simulator/server/webhooks/subscriptions.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";

export const API_KEY = "test-api-key";
export const API_SECRET = "test-api-secret";

type Json = Record<string, unknown>;
export type Answer = { readonly status: number; readonly body: Json };
export type GraphqlAnswer = { readonly status: number; readonly data: Json; readonly errors: readonly Json[]; readonly extensions: Json };

/** The stand-in on a free port, and one shop of it as the app would speak with it. Ends with the test. */
export type SimulatorClient = {
  readonly simulator: Simulator;
  readonly url: string;
  readonly domain: string;
  /** Asks the control API of the shop: `control("POST", "faults", {…})`. */
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Asks the token endpoint; without a client secret of its own, with the right one. */
  askToken(parameters: Record<string, string>): Promise<Answer>;
  sessionToken(): Promise<string>;
  /** An offline access token by token exchange. */
  accessToken(): Promise<string>;
  graphql(query: string, variables?: Json, token?: string): Promise<GraphqlAnswer>;
  /** Runs a bulk query to its end and reads its file. */
  bulk(query: string, options?: { groupObjects?: boolean }): Promise<{ operation: Json; lines: Json[]; text: string }>;
  /** Starts a bulk query; its id. */
  startBulk(query: string): Promise<string>;
  /** Waits until an operation has one of these statuses. */
  until(id: string, ...statuses: string[]): Promise<Json>;
};

const OFFLINE_TOKEN = "urn:shopify:params:oauth:token-type:offline-access-token";
export const ONLINE_TOKEN = "urn:shopify:params:oauth:token-type:online-access-token";

/** The parameters of a token exchange for a session token. */
export function tokenExchange(subjectToken: string, requestedTokenType = OFFLINE_TOKEN): Record<string, string> {
  return {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: subjectToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: requestedTokenType,
    expiring: "1",
  };
}

/** Starts the stand-in over shops and speaks with the first of them, installed. With subscriptions it sends webhooks. */
export async function givenSimulator(
  shops: readonly SimulatedShop[],
  appUrl = "http://localhost:3000",
  subscriptions: string | Subscriptions = { apiVersion: "2026-10", list: [] },
): Promise<SimulatorClient> {
  const simulator = await startSimulator({ port: 0, shops, appUrl, apiKey: API_KEY, apiSecret: API_SECRET, subscriptions });
  onTestFinished(() => simulator.stop());
  const { url } = simulator;
  const domain = shops[0]?.domain ?? "";
  const control: SimulatorClient["control"] = (method, path, body) => ask(`${url}/control/shops/${domain}/${path}`, method, body);
  await control("POST", "install", {});

  const askToken: SimulatorClient["askToken"] = (parameters) =>
    ask(`${url}/shops/${domain}/admin/oauth/access_token`, "POST", { client_id: API_KEY, client_secret: API_SECRET, ...parameters });
  const sessionToken = async (): Promise<string> => (await fetch(`${url}/session-token/${domain}`)).text();
  const accessToken = async (): Promise<string> => String((await askToken(tokenExchange(await sessionToken()))).body.access_token);
  let known: string | undefined;
  const graphql: SimulatorClient["graphql"] = async (query, variables = {}, token) => {
    if (token === undefined) known ??= await accessToken();
    const headers = { "X-Shopify-Access-Token": token ?? known ?? "" };
    const { status, body } = await ask(`${url}/shops/${domain}/admin/api/2026-10/graphql.json`, "POST", { query, variables }, headers);
    const answer = z
      .object({ data: json.nullish(), errors: z.union([z.array(json), z.string()]).optional(), extensions: json.optional() })
      .parse(body);
    return {
      status,
      data: answer.data ?? {},
      errors: typeof answer.errors === "string" ? [{ message: answer.errors }] : (answer.errors ?? []),
      extensions: answer.extensions ?? {},
    };
  };
  const startBulk = async (query: string, groupObjects = false): Promise<string> => {
    const { data } = await graphql(RUN, { query, groupObjects });
    return started.parse(data).bulkOperationRunQuery.bulkOperation.id;
  };
  const until: SimulatorClient["until"] = async (id, ...statuses) => {
    for (;;) {
      const { data } = await graphql(POLL, { id });
      const operation = json.parse(data.bulkOperation);
      if (statuses.includes(String(operation.status))) return operation;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const bulk: SimulatorClient["bulk"] = async (query, { groupObjects = false } = {}) => {
    const operation = await until(await startBulk(query, groupObjects), "COMPLETED", "FAILED", "CANCELED", "EXPIRED");
    const address = operation.url ?? operation.partialDataUrl;
    const text = typeof address === "string" ? await (await fetch(address)).text() : "";
    return { operation, text, lines: text.split("\n").flatMap((line) => parsedLine(line)) };
  };
  return { simulator, url, domain, control, askToken, sessionToken, accessToken, graphql, bulk, startBulk, until };
}

const json = z.record(z.string(), z.unknown());
const started = z.object({ bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string() }) }) });
const RUN = `mutation Run($query: String!, $groupObjects: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
  bulkOperation { id status } userErrors { field message code } } }`;
const POLL =
  "query Poll($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl completedAt } }";

function parsedLine(line: string): Json[] {
  try {
    return line === "" ? [] : [json.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

async function ask(address: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(address, { method, headers: { "Content-Type": "application/json", ...headers }, ...init });
  const parsed: unknown = await response.json();
  return { status: response.status, body: Array.isArray(parsed) ? { list: parsed } : json.parse(parsed) };
}
