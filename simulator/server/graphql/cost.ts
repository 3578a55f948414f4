import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { nodeTypeName } from "./schema.ts";

const MUTATION_POINTS = 10;
const CONNECTION_POINTS = 2;
const FREE_TYPES: ReadonlySet<string> = new Set(["MoneyBag", "MoneyV2", "PageInfo"]);

type Query = {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
};
/** What an object costs: its own points and those of the objects in it, and apart from them its connections. */
type Points = { own: number; connections: number };

/**
 * The points of a query: requested where there is no data yet, actual where its answer is given.
 *
 * Shopify's formula is not published. An object is 1 point, a scalar and money nothing, a mutation 10; a connection is 2 points and a
 * damped count of the objects in it: `1 + 3.35 ln(n)`, n the points of all its nodes together, and never more than n; connections inside
 * a node count by the damped number of nodes. That satisfies what was seen: `order { lineItems(first: 50) }` asks for 17 and costs 4 with
 * one line; `product { variants(first: 250) { inventoryItem } }` asks for 25.
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  data?: unknown,
): number {
  const fragments = new Map(
    document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const { own, connections } = selectionPoints({ schema, fragments, variables }, operation.selectionSet, root, data);
  const points = own + connections;
  return operation.operation === "mutation" ? MUTATION_POINTS * operation.selectionSet.selections.length : points;
}

function selectionPoints(query: Query, selectionSet: SelectionSetNode, type: GraphQLCompositeType, data: unknown): Points {
  const total: Points = { own: 0, connections: 0 };
  const branches = new Map<string, Points>();
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) add(total, fieldPoints(query, selection, type, data));
    else {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? query.fragments.get(selection.name.value) : selection;
      const name = fragment?.typeCondition?.name.value ?? type.name;
      const inner = query.schema.getType(name);
      if (!fragment || !isCompositeType(inner) || !applies(query.schema, inner, data)) continue;
      const points = selectionPoints(query, fragment.selectionSet, inner, data);
      if (isAbstractType(type) && data === undefined) add(branchOf(branches, name), points);
      else add(total, points);
    }
  }
  // Of the types an abstract one may turn out to be, the dearest is reckoned.
  const dearest = [...branches.values()].sort((a, b) => b.own + b.connections - a.own - a.connections)[0];
  if (dearest) add(total, dearest);
  return total;
}

function fieldPoints(query: Query, node: FieldNode, parent: GraphQLCompositeType, data: unknown): Points {
  const none: Points = { own: 0, connections: 0 };
  const field = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
  if (!field || !node.selectionSet) return none;
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return none;
  const value = data === undefined ? undefined : Reflect.get(Object(data), node.alias?.value ?? node.name.value);
  if (data !== undefined && (value === null || value === undefined)) return none;
  const args = getArgumentValues(field, node, query.variables);

  if (nodeTypeName(field.type) !== null) return { own: 0, connections: connectionPoints(query, node.selectionSet, type, args, value) };
  const each = (item: unknown): Points => {
    if (data !== undefined && item == null) return none;
    const inner = selectionPoints(query, node.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] }, type, item);
    return { own: inner.own + (FREE_TYPES.has(type.name) ? 0 : 1), connections: inner.connections };
  };
  if (Array.isArray(value)) return value.map(each).reduce((sum, points) => add(sum, points), { own: 0, connections: 0 });
  const many = isListType(getNullableType(field.type)) && Array.isArray(args.ids) ? args.ids.length : 1;
  const one = each(value);
  return { own: one.own * many, connections: one.connections * many };
}

function connectionPoints(
  query: Query,
  selectionSet: SelectionSetNode,
  type: GraphQLCompositeType,
  args: Readonly<Record<string, unknown>>,
  data: unknown,
): number {
  const nodes = nodeSelections(selectionSet, type, data);
  const size = data === undefined ? Number(args.first ?? args.last ?? 0) : Math.max(0, ...nodes.map((each) => each.values.length));
  let [own, connections] = [0, 0];
  for (const { selectionSet: inner, type: nodeType, values } of nodes) {
    if (data === undefined) {
      const points = selectionPoints(query, inner, nodeType, undefined);
      own += (1 + points.own) * size;
      connections += points.connections * damped(size);
    } else {
      const points = values.map((value) => selectionPoints(query, inner, nodeType, value));
      own += points.reduce((sum, each) => sum + 1 + each.own, 0);
      const inside = points.reduce((sum, each) => sum + each.connections, 0);
      connections += size === 0 ? 0 : Math.round((inside / size) * damped(size));
    }
  }
  return CONNECTION_POINTS + damped(own) + connections;
}

/** Where a connection's selection reaches its nodes, by `nodes` or by `edges { node }`, and the nodes' data. */
function nodeSelections(
  selectionSet: SelectionSetNode,
  type: GraphQLCompositeType,
  data: unknown,
): { selectionSet: SelectionSetNode; type: GraphQLCompositeType; values: readonly unknown[] }[] {
  const found: { selectionSet: SelectionSetNode; type: GraphQLCompositeType; values: readonly unknown[] }[] = [];
  for (const selection of selectionSet.selections) {
    if (selection.kind !== Kind.FIELD || !selection.selectionSet || !isObjectType(type)) continue;
    const inner = getNamedType(type.getFields()[selection.name.value]?.type);
    if (!isCompositeType(inner)) continue;
    const value: unknown = data === undefined ? undefined : Reflect.get(Object(data), selection.alias?.value ?? selection.name.value);
    const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
    if (selection.name.value === "edges") {
      found.push(...edgeNodes(selection.selectionSet, inner, values, data));
    } else if (selection.name.value === "nodes") found.push({ selectionSet: selection.selectionSet, type: inner, values });
  }
  return found;
}

function edgeNodes(selectionSet: SelectionSetNode, edgeType: GraphQLCompositeType, edges: readonly unknown[], data: unknown) {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value !== "node" || !selection.selectionSet || !isObjectType(edgeType)) return [];
    const inner = getNamedType(edgeType.getFields().node?.type);
    if (!isCompositeType(inner)) return [];
    const key = selection.alias?.value ?? "node";
    return [
      {
        selectionSet: selection.selectionSet,
        type: inner,
        values: data === undefined ? [] : edges.map((edge) => Reflect.get(Object(edge), key)),
      },
    ];
  });
}

function applies(schema: GraphQLSchema, condition: GraphQLCompositeType, data: unknown): boolean {
  const typename: unknown = data === undefined ? undefined : Reflect.get(Object(data), "__typename");
  if (typeof typename !== "string" || typename === condition.name) return true;
  const runtime = schema.getType(typename);
  return isAbstractType(condition) && isObjectType(runtime) && schema.isSubType(condition, runtime);
}

function branchOf(branches: Map<string, Points>, name: string): Points {
  const branch = branches.get(name) ?? { own: 0, connections: 0 };
  branches.set(name, branch);
  return branch;
}

function add(sum: Points, points: Points): Points {
  sum.own += points.own;
  sum.connections += points.connections;
  return sum;
}

function damped(points: number): number {
  return points <= 1 ? points : Math.min(points, Math.round(1 + 3.35 * Math.log(points)));
}
