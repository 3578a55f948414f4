/** The body of a webhook, as far as it is made: what is named in it goes out as JSON, bigints as numbers. */
export type Body = { readonly [field: string]: unknown };

type Tree = Map<string, Tree>;

/** A body cut to the named fields, "line_items.key" being the key of each line; null leaves it whole. What it lacks is left out. */
export function cut(body: Body, includeFields: readonly string[] | null): Body {
  if (includeFields === null) return body;
  const wanted: Tree = new Map();
  for (const path of includeFields) {
    let branch = wanted;
    for (const step of path.split(".")) {
      const next: Tree = branch.get(step) ?? new Map();
      branch.set(step, next);
      branch = next;
    }
  }
  return picked(body, wanted);
}

function picked(body: object, wanted: Tree): Body {
  const found = [...wanted].filter(([field]) => Object.hasOwn(body, field));
  return Object.fromEntries(
    found.map(([field, inner]) => [field, inner.size === 0 ? Reflect.get(body, field) : within(body, field, inner)]),
  );
}

function within(body: object, field: string, wanted: Tree): unknown {
  const value: unknown = Reflect.get(body, field);
  if (Array.isArray(value)) return value.map((each) => (isObject(each) ? picked(each, wanted) : each));
  return isObject(value) ? picked(value, wanted) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
