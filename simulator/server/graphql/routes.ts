import { type DocumentNode, execute, GraphQLError, Kind, type OperationDefinitionNode, parse, validate } from "graphql";
import { z } from "zod";
import type { HostedShop } from "../hosted-shop.ts";
import { type Exchange, type Route, readJson, sendJson } from "../http.ts";
import { Access } from "./access.ts";
import { queryCost } from "./cost.ts";
import { resolveField } from "./resolve.ts";
import { rootOf } from "./root.ts";
import { API_VERSION, adminSchema } from "./schema.ts";

const MAX_QUERY_POINTS = 1000;
const REMEMBERED_DOCUMENTS = 200;

const graphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The GraphQL Admin API of every shop, in one version. */
export const graphqlRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/shops\/([^/]+)\/admin\/api\/([^/]+)\/graphql\.json$/,
    handle: (exchange, [domain = "", version = ""]) => answer(exchange, domain, version),
  },
];

async function answer(exchange: Exchange, domain: string, version: string): Promise<void> {
  const { platform, request, response } = exchange;
  const hosted = platform.shops.get(domain);
  if (!hosted || version !== API_VERSION) return sendJson(response, 404, { errors: "Not Found" });
  hosted.counters.graphqlCalls += 1;
  if (hosted.faults.strikes("dropNext")) return void request.socket.destroy();
  if (hosted.faults.strikes("serverErrorNext")) return sendJson(response, 503, { errors: "Service Unavailable" });
  if (hosted.faults.strikes("unauthorizedNext") || !hosted.accepts(request.headers["x-shopify-access-token"])) {
    hosted.counters.unauthorizedCalls += 1;
    return sendJson(response, 401, { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" });
  }
  const asked = graphqlRequest.safeParse(await readJson(request));
  if (!asked.success) return sendJson(response, 400, { errors: { query: "Required parameter missing or invalid" } });
  const { query, variables, operationName } = asked.data;
  sendJson(response, 200, await run(exchange, hosted, query, variables ?? {}, operationName ?? undefined), {
    "X-Shopify-API-Version": API_VERSION,
  });
}

async function run(
  exchange: Exchange,
  hosted: HostedShop,
  query: string,
  variables: Record<string, unknown>,
  operationName: string | undefined,
): Promise<object> {
  const schema = adminSchema();
  const { document, errors } = readDocument(query);
  if (!document) return { errors };
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || each.name?.value === operationName),
  );
  if (!operation) return { errors: [{ message: operationName ? `No operation named "${operationName}"` : "No operation provided" }] };

  const requested = queryCost(schema, document, operation, variables);
  const cost = (actual: number | null): object => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: hosted.bucket.status() },
  });
  if (requested > MAX_QUERY_POINTS) return { errors: [tooExpensive(requested)], extensions: cost(null) };
  if (hosted.faults.strikes("throttleNext") || !hosted.bucket.take(requested)) {
    hosted.counters.throttledCalls += 1;
    return {
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" } }],
      extensions: cost(null),
    };
  }
  const context = { platform: exchange.platform, hosted, access: new Access(hosted) };
  const result = await execute({
    schema,
    document,
    rootValue: rootOf(context),
    contextValue: context,
    variableValues: variables,
    operationName,
    fieldResolver: resolveField,
  });
  for (const error of result.errors ?? []) {
    if (error.originalError && !(error.originalError instanceof GraphQLError))
      exchange.platform.logger.error("a GraphQL field failed", error.originalError);
  }
  const actual = Math.min(requested, queryCost(schema, document, operation, variables, result.data ?? {}));
  hosted.bucket.giveBack(requested - actual);
  hosted.counters.pointsSpent += actual;
  return { ...(result.errors ? { errors: result.errors } : {}), data: result.data ?? null, extensions: cost(actual) };
}

type ReadDocument = { readonly document?: DocumentNode; readonly errors?: readonly GraphQLError[] };
const documents = new Map<string, ReadDocument>();

/** Parses and validates a document; remembers the last ones, as an app sends the same few over and over. */
function readDocument(query: string): ReadDocument {
  const known = documents.get(query);
  if (known) return known;
  const read = parseAndValidate(query);
  if (documents.size >= REMEMBERED_DOCUMENTS) documents.clear();
  documents.set(query, read);
  return read;
}

function parseAndValidate(query: string): ReadDocument {
  try {
    const document = parse(query);
    const errors = validate(adminSchema(), document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function tooExpensive(cost: number): object {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_POINTS}).

See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the
cost of a query is calculated.

To query larger amounts of data with fewer limits, bulk operations should be used instead.
See https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.
`,
    extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_QUERY_POINTS, documentation: "https://shopify.dev/api/usage/rate-limits" },
  };
}
