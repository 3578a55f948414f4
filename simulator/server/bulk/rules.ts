import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import { adminSchema, nodeTypeName } from "../graphql/schema.ts";

const MAX_BYTES = 65_535;
const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

/** A query that may run in bulk, or every reason why not, in Shopify's words. */
export type CheckedQuery =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly refusals: readonly string[] };

/** What is found while walking a query. */
type Findings = { connections: number; depth: number; inList: boolean; withoutId: string[]; byNodes: string[] };

/**
 * Holds a query to the rules of bulk operations: one to five connections, two levels of nesting, `edges { node }` alone, an `id` in every
 * parent of a nested connection, none inside a list. The wording is the recorded one where there is a record
 * (test/contract/bulk-errors.json).
 */
export function checkBulkQuery(query: string): CheckedQuery {
  const bytes = Buffer.byteLength(query);
  if (bytes > MAX_BYTES) return { refusals: [`Query is too large (${bytes} bytes; maximum is ${MAX_BYTES} bytes)`] };
  const parsed = parseQuery(query);
  if ("refusals" in parsed) return parsed;
  const { document } = parsed;
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== "query") return { refusals: ["Invalid operation type. Only `query` operations are supported."] };
  const invalid = validate(adminSchema(), document);
  if (invalid.length > 0) return { refusals: invalid.map((error) => `Invalid bulk query: ${error.message}`) };

  const refusals = topLevelFields(operation)
    .filter((name) => name === "node" || name === "nodes")
    .map((name) => `Bulk queries cannot contain a top level \`${name}\` field.`);
  const found: Findings = { connections: 0, depth: -1, inList: false, withoutId: [], byNodes: [] };
  const fragments = new Map(
    document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  const root = adminSchema().getQueryType();
  if (root) walk({ fragments, found }, operation.selectionSet, root, { depth: 0, inList: false, connection: null, selectsId: true });

  if (refusals.length === 0 && found.connections === 0) refusals.push("Bulk queries must contain at least one connection.");
  if (found.connections > MAX_CONNECTIONS) refusals.push(`Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`);
  if (found.depth > MAX_DEPTH) refusals.push(`Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`);
  if (found.inList) refusals.push("Queries that contain a connection field within a list field are not currently supported.");
  if (found.byNodes.length > 0)
    refusals.push(
      `Bulk queries must select connections by \`edges { node }\`. Connection fields with \`nodes\`: ${found.byNodes.join(", ")}.`,
    );
  if (found.withoutId.length > 0) {
    refusals.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${found.withoutId.join(", ")}.`,
    );
  }
  return refusals.length > 0 ? { refusals } : { document, operation };
}

type Walk = { readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>; readonly found: Findings };
/** Where the walk stands: how many connections lie above, the nearest of them, and whether its node selects `id`. */
type Place = { readonly depth: number; readonly inList: boolean; readonly connection: string | null; readonly selectsId: boolean };

function walk(state: Walk, selectionSet: SelectionSetNode, type: GraphQLCompositeType, place: Place): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) walkField(state, selection, type, place);
    else {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? state.fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition ? adminSchema().getType(fragment.typeCondition.name.value) : type;
      if (fragment && isCompositeType(condition)) walk(state, fragment.selectionSet, condition, place);
    }
  }
}

function walkField(state: Walk, node: FieldNode, parent: GraphQLCompositeType, place: Place): void {
  const field = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
  const type = getNamedType(field?.type);
  if (!field || !node.selectionSet || !isCompositeType(type)) return;
  if (nodeTypeName(field.type) === null) {
    const inList = place.inList || (isListType(getNullableType(field.type)) && node.name.value !== "edges");
    const selectsId = node.name.value === "node" ? hasPlainId(state, node.selectionSet) : place.selectsId;
    walk(state, node.selectionSet, type, { ...place, inList, selectsId });
    return;
  }
  const { found } = state;
  found.connections += 1;
  found.depth = Math.max(found.depth, place.depth);
  found.inList ||= place.inList;
  if (place.connection !== null && !place.selectsId && !found.withoutId.includes(place.connection)) found.withoutId.push(place.connection);
  if (node.selectionSet.selections.some((each) => each.kind === Kind.FIELD && each.name.value === "nodes"))
    found.byNodes.push(node.name.value);
  walk(state, node.selectionSet, type, { depth: place.depth + 1, inList: place.inList, connection: node.name.value, selectsId: false });
}

function hasPlainId(state: Walk, selectionSet: SelectionSetNode): boolean {
  return selectionSet.selections.some((each) => {
    if (each.kind === Kind.FIELD) return each.name.value === "id" && each.alias === undefined;
    const fragment = each.kind === Kind.FRAGMENT_SPREAD ? state.fragments.get(each.name.value) : each;
    return fragment !== undefined && hasPlainId(state, fragment.selectionSet);
  });
}

function topLevelFields(operation: OperationDefinitionNode): string[] {
  return operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}

function parseQuery(query: string): { readonly document: DocumentNode } | { readonly refusals: readonly string[] } {
  try {
    return { document: parse(query, { noLocation: true }) };
  } catch (error) {
    return { refusals: [`Invalid bulk query: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
