const ids = new Map<string, string>();
let last = 7_000_000_000_000;

/** The id behind a name within a test file: the same name, the same id. */
export function idOf(name: string): string {
  const id = ids.get(name) ?? nextId();
  ids.set(name, id);
  return id;
}

/** An id that nothing else has. */
export function nextId(): string {
  last += 1;
  return String(last);
}
