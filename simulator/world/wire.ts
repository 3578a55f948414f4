/**
 * An object as the Admin API shows it: `__typename` and the schema's own field names. A field is a scalar, a Wire, an array of either,
 * a `NodeList` (any connection), null, or a function from the field's arguments to one of these, as graphql-js resolves them.
 */
export type Wire = { readonly __typename: string; readonly [field: string]: unknown };

/** Any connection field: all of its nodes, made when they are asked for. Filtering, sorting and paging are the platform's affair. */
export class NodeList {
  readonly #source: readonly Wire[] | (() => readonly Wire[]);

  constructor(nodes: readonly Wire[] | (() => readonly Wire[])) {
    this.#source = nodes;
  }

  get nodes(): readonly Wire[] {
    return typeof this.#source === "function" ? this.#source() : this.#source;
  }
}
