import { GraphQLError } from "graphql";
import { deletionWire } from "../../world/deletion-wire.ts";
import { NodeList, type Wire } from "../../world/wire.ts";
import { cancelBulkOperation, runBulkQuery } from "../bulk/mutations.ts";
import { shopifyqlAnswer } from "../shopifyql/answer.ts";
import { selectNodes } from "./connection.ts";
import type { AdminContext } from "./resolve.ts";

const MAX_IDS = 250;
const MAX_COUNT = 10_000;

/** Fields of the query root that give one object by its id, and that object's type. */
const BY_ID: Readonly<Record<string, string>> = {
  order: "Order",
  customer: "Customer",
  product: "Product",
  productVariant: "ProductVariant",
  inventoryItem: "InventoryItem",
  inventoryLevel: "InventoryLevel",
  location: "Location",
};
const COUNTS: Readonly<Record<string, string>> = {
  ordersCount: "orders",
  customersCount: "customers",
  productsCount: "products",
  abandonedCheckoutsCount: "abandonedCheckouts",
};

type Resolver = (args: Readonly<Record<string, unknown>>) => unknown;

/** The root of queries and mutations: the world's own root, with what only the platform knows laid over it. */
export function rootOf(context: AdminContext): object {
  const { hosted } = context;
  const world = hosted.shop.root();
  const find = (id: unknown): Wire | null => byGid(context, String(id));
  const platform: Record<string, Resolver> = {
    node: ({ id }) => find(id),
    nodes: ({ ids }) => {
      if (!Array.isArray(ids)) return [];
      if (ids.length > MAX_IDS)
        throw new GraphQLError(`The input array size of ${ids.length} is greater than the maximum allowed of ${MAX_IDS}.`);
      return ids.map(find);
    },
    currentAppInstallation: () => appInstallation(context),
    events: () => new NodeList(() => hosted.shop.events.flatMap((event, place) => deletionWire(event, place) ?? [])),
    bulkOperation: ({ id }) => hosted.bulk.find(String(id)) ?? null,
    bulkOperations: () => new NodeList(hosted.bulk.all),
    currentBulkOperation: () => hosted.bulk.all.at(-1) ?? null,
    bulkOperationRunQuery: ({ query, groupObjects }) => runBulkQuery(context, String(query), groupObjects === true),
    bulkOperationCancel: ({ id }) => cancelBulkOperation(hosted, String(id)),
    shopifyqlQuery: ({ query }) => shopifyqlAnswer(hosted.shop, context.platform.clock.now(), String(query)),
  };
  for (const [field, type] of Object.entries(BY_ID)) {
    platform[field] = ({ id }) => {
      const found = find(id);
      return found?.__typename === type ? found : null;
    };
  }
  for (const [field, list] of Object.entries(COUNTS)) {
    platform[field] = ({ query, limit }) => count(context, world[list], query, limit);
  }
  return new Proxy(world, {
    get(target, name) {
      const own = typeof name === "string" ? platform[name] : undefined;
      if (own) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function byGid({ hosted }: AdminContext, id: string): Wire | null {
  if (!/^gid:\/\/shopify\/\w+\/[^/]+$/.test(id))
    throw new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: "argumentLiteralsIncompatible" } });
  return hosted.bulk.find(id) ?? hosted.shop.root().byId(id);
}

function count(context: AdminContext, list: unknown, query: unknown, limit: unknown): Wire | null {
  if (!(list instanceof NodeList)) return null;
  const found = selectNodes(list, { query: typeof query === "string" ? query : null }, (wire) => !context.access.hidden(wire)).length;
  const most = typeof limit === "number" ? limit : limit === null ? Number.POSITIVE_INFINITY : MAX_COUNT;
  return { __typename: "Count", count: Math.min(found, most), precision: found > most ? "AT_LEAST" : "EXACT" };
}

function appInstallation({ platform, hosted }: AdminContext): Wire {
  return {
    __typename: "AppInstallation",
    id: "gid://shopify/AppInstallation/1",
    launchUrl: `${platform.app.url}/`,
    uninstallUrl: null,
    accessScopes: hosted.shop.scopes.map((handle) => ({ __typename: "AccessScope", handle, description: handle.replaceAll("_", " ") })),
    app: {
      __typename: "App",
      id: "gid://shopify/App/1",
      title: platform.app.name,
      handle: platform.app.handle,
      apiKey: platform.app.apiKey,
    },
  };
}
