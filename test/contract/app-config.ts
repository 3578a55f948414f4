import { readFileSync } from "node:fs";

const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");

/** What shopify.app.toml says, as far as the tests compare it. */
export const appConfig = {
  scopes: one(/^scopes = "(.*)"$/m).split(","),
  optionalScopes: [...one(/^optional_scopes = \[(.*)\]$/m).matchAll(/"(\w+)"/g)].map((match) => match[1] ?? ""),
  webhooksApiVersion: one(/^\[webhooks\]\n(?:#.*\n|\n)*api_version = "(.*)"$/m),
};

function one(pattern: RegExp): string {
  const [, value] = pattern.exec(toml) ?? [];
  if (value === undefined) throw new Error(`shopify.app.toml says nothing of ${pattern}`);
  return value;
}
