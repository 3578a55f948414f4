import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLOutputType, type GraphQLSchema, getNamedType, isObjectType } from "graphql";

/** The API version that the stand-in speaks. */
export const API_VERSION = "2026-10";

let built: GraphQLSchema | undefined;

/** Shopify's own Admin schema, built once, when it is first needed (130 ms). */
export function adminSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(new URL(`../../schema/admin-${API_VERSION}.graphql`, import.meta.url), "utf8"), {
    assumeValidSDL: true,
    noLocation: true,
  });
  return built;
}

/** The type of a connection's nodes ("Order" for OrderConnection), or null where the type is no connection. */
export function nodeTypeName(type: GraphQLOutputType): string | null {
  const named = getNamedType(type);
  if (!isObjectType(named) || !named.name.endsWith("Connection")) return null;
  const edges = named.getFields().edges;
  const edge = edges && getNamedType(edges.type);
  const node = isObjectType(edge) ? edge.getFields().node : undefined;
  return node ? getNamedType(node.type).name : null;
}
