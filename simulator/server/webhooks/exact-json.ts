/** JSON whose bigints are numbers with all of their digits, as Shopify writes ids: a JavaScript number would lose the last ones. */
export function exactJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, each) => (typeof each === "bigint" ? `\u0000${each}` : each));
  return text.replace(/"\\u0000(-?\d+)"/g, "$1");
}
