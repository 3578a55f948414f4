/** The number at the end of a gid, as text: "gid://shopify/Order/123?x=1" → "123". Throws TypeError on anything else. */
export function idOf(gid: string): string {
  const [, id] = /^gid:\/\/shopify\/\w+\/(\d+)(?:\?.*)?$/.exec(gid) ?? [];
  if (id === undefined) throw new TypeError(`not a gid of Shopify with a number: ${JSON.stringify(gid)}`);
  return id;
}

/** The gid of a record: ("Order", "123") → "gid://shopify/Order/123". */
export function gidOf(type: string, id: string): string {
  if (!/^\d+$/.test(id)) throw new TypeError(`not the number of a record: ${JSON.stringify(id)}`);
  return `gid://shopify/${type}/${id}`;
}
