import { GraphQLError } from "graphql";
import type { NodeList, Wire } from "../../world/wire.ts";
import { parseSearch } from "./search.ts";
import { compareIds, sortNodes, sortValue } from "./sort.ts";

const MAX_PAGE = 250;

/** The arguments that any connection field takes. */
export type PageArguments = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly query?: string | null;
  readonly reverse?: boolean | null;
  readonly sortKey?: string | null;
};

type Edge = { readonly cursor: string; readonly node: Wire };
export type Connection = {
  readonly edges: readonly Edge[];
  readonly nodes: readonly Wire[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
};

/** The nodes of a list that a field's arguments ask for, filtered and in order, before paging. */
export function selectNodes(list: NodeList, { query, sortKey, reverse }: PageArguments, visible: (wire: Wire) => boolean): readonly Wire[] {
  const found = parseSearch(query);
  const nodes = list.nodes.filter((wire) => visible(wire) && found(wire));
  const sorted = sortKey ? sortNodes(nodes, sortKey) : nodes;
  return reverse ? [...sorted].reverse() : sorted;
}

/** One page of a list, as Shopify's connections give it; throws what Shopify says of a page that cannot be had. */
export function paginate(list: NodeList, args: PageArguments, visible: (wire: Wire) => boolean, field: string): Connection {
  const { first, last, after, before, sortKey } = args;
  if (first == null && last == null) throw invalid(`you must provide one of first or last`);
  for (const [name, size] of Object.entries({ first, last })) {
    if (size != null && size < 0) throw invalid(`${name} on the ${field} field cannot be negative`);
    if (size != null && size > MAX_PAGE) throw invalid(`${name} on the ${field} field cannot exceed ${MAX_PAGE}. Got ${size}`);
  }
  const all = selectNodes(list, args, visible);
  const from = after == null ? 0 : position(all, after, args) + 1;
  const to = before == null ? all.length : position(all, before, args);
  let [start, end] = [from, Math.max(from, to)];
  if (first != null) end = Math.min(end, start + first);
  if (last != null) start = Math.max(start, end - last);
  const edges = all.slice(start, end).map((node) => ({ node, cursor: cursorOf(node, sortKey) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(node: Wire, sortKey: string | null | undefined): string {
  const id = String(node.id);
  return Buffer.from(JSON.stringify({ last_id: id, last_value: sortKey ? sortValue(node, sortKey) : id })).toString("base64url");
}

/** Where a cursor's node stands; where it has gone, the place just before the first node beyond it. */
function position(nodes: readonly Wire[], cursor: string, { sortKey, reverse }: PageArguments): number {
  const { last_id: id, last_value: value } = decode(cursor);
  const found = nodes.findIndex((node) => node.id === id);
  if (found >= 0) return found;
  const sign = reverse ? -1 : 1;
  const beyond = nodes.findIndex((node) => {
    const own = sortKey ? sortValue(node, sortKey) : String(node.id);
    return sign * (own === value ? compareIds(String(node.id), id) : own > value ? 1 : -1) > 0;
  });
  return (beyond < 0 ? nodes.length : beyond) - 1;
}

function decode(cursor: string): { last_id: string; last_value: string | number } {
  try {
    const parsed = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof parsed?.last_id === "string") return { last_id: parsed.last_id, last_value: parsed.last_value };
  } catch {
    // Said below, as for any other cursor that is none of ours.
  }
  throw invalid("Invalid cursor for current pagination sort.");
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}
