import { readFileSync } from "node:fs";
import { type DocumentNode, type GraphQLSchema, getNamedType, TypeInfo, visit, visitWithTypeInfo } from "graphql";

type Access = Record<string, { access?: string; protected?: boolean }>;

const file = new URL("../../simulator/schema/admin-2026-10.access.json", import.meta.url);
const access: Access = JSON.parse(readFileSync(file, "utf8"));

/** Something selected that needs scopes which the app does not have. */
export type Finding = { readonly selected: string; readonly needs: string };

/** What of a document the granted scopes do not cover: every field, and every type that a field gives or a fragment names. */
export function missingAccess(schema: GraphQLSchema, document: DocumentNode, granted: ReadonlySet<string>): Finding[] {
  const missing = new Map<string, Finding>();
  const check = (name: string, path: string) => {
    const needs = access[name]?.access;
    if (needs !== undefined && !isCovered(needs, granted)) missing.set(name, { selected: path, needs });
  };
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const path = `${types.getParentType()?.name}.${node.name.value}`;
        check(path, path);
        const given = getNamedType(types.getType());
        if (given) check(given.name, `${path}: ${given.name}`);
      },
      InlineFragment() {
        const type = getNamedType(types.getType());
        if (type) check(type.name, `… on ${type.name}`);
      },
    }),
  );
  return [...missing.values()];
}

/**
 * Reads Shopify's words: "`a` access scope or `b` access scope" wants one of them, "(…) and (…)" one of each. What follows "Also:" is asked
 * of the staff member or of the shop. A text that speaks of access without a scope we can read counts as not covered.
 */
export function isCovered(words: string, granted: ReadonlySet<string>): boolean {
  const [needs = ""] = words.split("Also:");
  const groups = needs.split(" and ").map((part) => [...part.matchAll(/`((?:read|write)_\w+)`/g)].map((match) => match[1] ?? ""));
  const named = groups.filter((scopes) => scopes.length > 0);
  if (named.length === 0) return !/access|scope|permission/i.test(needs) || needs.startsWith("Only accessible by supported access tokens");
  return named.every((scopes) => scopes.some((scope) => granted.has(scope)));
}
