import type { Wire } from "../../world/wire.ts";
import type { Children, Projector } from "./projector.ts";

/** How an export's lines are laid out. */
export type Layout = {
  readonly groupObjects: boolean;
  /** Every so many root records, one comes twice; 0 for none. */
  readonly duplicateEvery: number;
  /** Children given per parent and connection; 0 for all. */
  readonly truncateNestedAt: number;
};

/** One line of a file, without its line break. */
export type Line = { readonly text: string; readonly isRoot: boolean };

/** How many root records are written before their children follow: now few, now many, so that nobody relies on it. */
const PAGE_SIZES = [10, 40, 150];

/**
 * The lines of an export. Ungrouped, as Shopify writes by default since 2026-01: some root records, then all their children, then theirs;
 * a child comes after its parent, but next to it only by chance. Grouped: every record is followed by its children.
 */
export function* exportLines(roots: readonly Wire[], projector: Projector, layout: Layout): Generator<Line> {
  if (layout.groupObjects) {
    for (const root of roots) yield* grouped(root, projector, null, layout);
    return;
  }
  let again: Wire[] = [];
  for (let [from, page] = [0, 0]; from < roots.length || again.length > 0; page += 1) {
    const size = PAGE_SIZES[page % PAGE_SIZES.length] ?? 1;
    const own = roots.slice(from, from + size);
    yield* ungrouped([...own, ...again], projector, layout);
    const first = from;
    again = layout.duplicateEvery > 0 ? own.filter((_root, index) => (first + index + 1) % layout.duplicateEvery === 0) : [];
    from += size;
  }
}

function* ungrouped(roots: readonly Wire[], projector: Projector, layout: Layout): Generator<Line> {
  let children: Children[] = [];
  for (const root of roots) {
    yield { text: `${projector.write(root)}}`, isRoot: true };
    if (projector.hasChildren) children.push(...projector.children(root));
  }
  while (children.length > 0) {
    const next: Children[] = [];
    for (const { parentId, list, projector: of } of children) {
      const ending = parentEnding(parentId);
      for (const node of nodesOf(list.nodes, layout)) {
        yield { text: of.write(node) + ending, isRoot: false };
        if (of.hasChildren) next.push(...of.children(node));
      }
    }
    children = next;
  }
}

function* grouped(object: Wire, projector: Projector, parentId: string | null, layout: Layout): Generator<Line> {
  yield { text: projector.write(object) + (parentId === null ? "}" : parentEnding(parentId)), isRoot: parentId === null };
  for (const { parentId: own, list, projector: of } of projector.children(object)) {
    for (const node of nodesOf(list.nodes, layout)) yield* grouped(node, of, own, layout);
  }
}

function nodesOf(nodes: readonly Wire[], { truncateNestedAt }: Layout): readonly Wire[] {
  return truncateNestedAt > 0 ? nodes.slice(0, truncateNestedAt) : nodes;
}

function parentEnding(parentId: string): string {
  return `,"__parentId":${JSON.stringify(parentId)}}`;
}
