import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { NodeList, type Wire } from "../../world/wire.ts";
import type { Access } from "../graphql/access.ts";
import { adminSchema, nodeTypeName } from "../graphql/schema.ts";

/** A selection compiled once: writes any object of its type as a line of JSON, and reaches the objects of the connections in it. */
export type Projector = {
  /** The object as JSON without its closing brace, so that a `__parentId` may follow. */
  write(object: Wire): string;
  /** The connections in the object, wherever they lie in it, with the id of the object that they hang on. */
  children(object: Wire): readonly Children[];
  readonly hasChildren: boolean;
};
export type Children = { readonly parentId: string; readonly list: NodeList; readonly projector: Projector };

/** A field that the app may not read: the operation fails with ACCESS_DENIED. */
export class BulkAccessDenied extends Error {}

type Compiler = { readonly access: Access; readonly fragments: ReadonlyMap<string, FragmentDefinitionNode> };
type Read = (object: Wire) => unknown;
/** What an object type's selection comes to: how each field is written, and where connections are. */
type Plan = {
  readonly fields: readonly { readonly key: string; readonly read: Read; readonly write: (value: unknown) => string }[];
  readonly connections: readonly { readonly read: Read; readonly projector: Projector }[];
  readonly nested: readonly { readonly read: Read; readonly projector: Projector }[];
};

/** Compiles a selection on a type; for an abstract type, one plan for each type that turns up. */
function compileProjector(compiler: Compiler, selections: readonly SelectionSetNode[], type: GraphQLCompositeType): Projector {
  const plans = new Map<string, Plan>();
  const planOf = (object: Wire): Plan => {
    const name = isObjectType(type) ? type.name : object.__typename;
    let plan = plans.get(name);
    if (!plan) {
      const runtime = isObjectType(type) ? type : adminSchema().getType(name);
      if (!isObjectType(runtime)) throw new Error(`The world gave a ${name} where the schema has ${type.name}`);
      plan = compilePlan(compiler, selections, runtime);
      plans.set(name, plan);
    }
    return plan;
  };
  if (isObjectType(type)) plans.set(type.name, compilePlan(compiler, selections, type));
  const own = plans.get(type.name);
  return {
    hasChildren: own
      ? own.connections.length > 0 || own.nested.some((each) => each.projector.hasChildren)
      : selectsConnection(compiler, selections, type),
    write: (object) => writeObject(planOf(object), object),
    children: (object) => childrenOf(planOf(object), object),
  };
}

function writeObject({ fields }: Plan, object: Wire): string {
  let text = "{";
  for (const field of fields) text += `${text.length > 1 ? "," : ""}${field.key}${field.write(field.read(object))}`;
  return text;
}

function childrenOf(plan: Plan, object: Wire): readonly Children[] {
  const found: Children[] = [];
  for (const { read, projector } of plan.connections) {
    const list = read(object);
    if (list instanceof NodeList) found.push({ parentId: String(object.id), list, projector });
  }
  for (const { read, projector } of plan.nested) {
    const inner = read(object);
    if (isWire(inner)) found.push(...projector.children(inner));
  }
  return found;
}

function compilePlan(compiler: Compiler, selections: readonly SelectionSetNode[], type: GraphQLObjectType): Plan {
  const plan: { fields: Plan["fields"][number][]; connections: Plan["connections"][number][]; nested: Plan["nested"][number][] } = {
    fields: [],
    connections: [],
    nested: [],
  };
  for (const [responseName, nodes] of collectFields(compiler, selections, type)) {
    const [node] = nodes;
    const inner = nodes.flatMap((each) => (each.selectionSet ? [each.selectionSet] : []));
    const name = node?.name.value ?? "";
    if (!node || name === "__typename") {
      plan.fields.push({ key: `${JSON.stringify(responseName)}:`, read: (object) => object.__typename, write: leaf });
      continue;
    }
    const field = type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no field ${name}`);
    const denied = compiler.access.denied(type.name, name, field.type);
    if (denied) throw new BulkAccessDenied(`Access denied for ${name} field. Required access: ${denied}`);
    const withheld = compiler.access.withheld(type.name, name);
    const args = getArgumentValues(field, node, {});
    const read: Read = withheld ? () => null : (object) => readServed(object, name, args, type.name);
    const fieldType = getNamedType(field.type);
    if (nodeTypeName(field.type) !== null) {
      plan.connections.push({ read, projector: compileNodes(compiler, inner, fieldType) });
    } else if (isLeafType(fieldType)) {
      plan.fields.push({ key: `${JSON.stringify(responseName)}:`, read, write: leaf });
    } else if (isCompositeType(fieldType)) {
      const projector = compileProjector(compiler, inner, fieldType);
      plan.fields.push({ key: `${JSON.stringify(responseName)}:`, read, write: (value) => nestedValue(compiler, projector, value) });
      if (projector.hasChildren) plan.nested.push({ read, projector });
    }
  }
  return plan;
}

/** Compiles what a connection's selection asks of its nodes, by `edges { node }`. */
export function compileNodes(compiler: Compiler, selections: readonly SelectionSetNode[], connection: unknown): Projector {
  if (!isObjectType(connection)) throw new Error("A connection is an object type");
  const edge = getNamedType(connection.getFields().edges?.type);
  const node = isObjectType(edge) ? getNamedType(edge.getFields().node?.type) : undefined;
  if (!isObjectType(edge) || !isCompositeType(node)) throw new Error(`${connection.name} has no nodes`);
  const edges = [...collectFields(compiler, selections, connection).values()].flat().filter((each) => each.name.value === "edges");
  const edgeSelections = edges.flatMap((each) => (each.selectionSet ? [each.selectionSet] : []));
  const nodes = [...collectFields(compiler, edgeSelections, edge).values()].flat().filter((each) => each.name.value === "node");
  return compileProjector(
    compiler,
    nodes.flatMap((each) => (each.selectionSet ? [each.selectionSet] : [])),
    node,
  );
}

function collectFields(compiler: Compiler, selections: readonly SelectionSetNode[], type: GraphQLObjectType): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        found.set(name, [...(found.get(name) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? compiler.fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition ? adminSchema().getType(fragment.typeCondition.name.value) : type;
      if (fragment && (condition === type || (isAbstractType(condition) && adminSchema().isSubType(condition, type))))
        collect(fragment.selectionSet);
    }
  };
  for (const selectionSet of selections) collect(selectionSet);
  return found;
}

function selectsConnection(compiler: Compiler, selections: readonly SelectionSetNode[], type: GraphQLCompositeType): boolean {
  const possible = isAbstractType(type) ? adminSchema().getPossibleTypes(type) : [];
  return possible.some((each) =>
    [...collectFields(compiler, selections, each).values()].flat().some((node) => {
      const field = each.getFields()[node.name.value];
      return field !== undefined && nodeTypeName(field.type) !== null;
    }),
  );
}

function readServed(object: Wire, name: string, args: unknown, type: string): unknown {
  const value = object[name];
  const read: unknown = typeof value === "function" ? value.call(object, args) : value;
  if (read === undefined) throw new Error(`The stand-in does not serve ${type}.${name}`);
  return read;
}

function leaf(value: unknown): string {
  return JSON.stringify(value);
}

function nestedValue(compiler: Compiler, projector: Projector, value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => nestedValue(compiler, projector, each)).join(",")}]`;
  return isWire(value) && !compiler.access.hidden(value) ? `${projector.write(value)}}` : "null";
}

function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && "__typename" in value;
}
