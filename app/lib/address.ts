/** What Admin and the session's library add to an address; none of it is the page's own, and the token least of all. */
const FOREIGN = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp", "shopify-reload", "_data", "index"];

/** The parameters of a page's address that are the page's own. */
export function ownParams(params: URLSearchParams): URLSearchParams {
  const own = new URLSearchParams(params);
  for (const name of FOREIGN) own.delete(name);
  return own;
}

/**
 * A sentence on the page's own parameter that no text can be looked for by: neither Shopify nor PostgreSQL has a NUL in one. Null for none.
 */
export function unreadable(params: URLSearchParams): string | null {
  const [name] = [...ownParams(params)].find(([, value]) => value.includes("\0")) ?? [];
  return name === undefined ? null : `What is asked for as “${name}” holds a character that is in no text (NUL).`;
}

/** The page's own parameters with some of them changed, as a query: "?range=last7", or "" for none. Null takes a parameter away. */
export function changedQuery(params: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const own = ownParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) own.delete(name);
    else own.set(name, value);
  }
  const query = own.toString();
  return query === "" ? "" : `?${query}`;
}
