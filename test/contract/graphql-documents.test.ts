import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLError, getOperationAST, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { appConfig } from "./app-config.ts";
import { appDocuments } from "./app-documents.ts";
import { isCovered, missingAccess } from "./required-access.ts";

const sdl = readFileSync(new URL("../../simulator/schema/admin-2026-10.graphql", import.meta.url), "utf8");
const schema = buildSchema(sdl, { assumeValidSDL: true });
const required = new Set(appConfig.scopes);
const documents = appDocuments();

/** Operations that are sent only to shops which granted an optional scope: name → that scope. */
const needsOptional: Record<string, string[]> = {
  SalesReport: ["read_reports"], // the page asks for it, and says what to do where it or level 2 of customer data is denied
};

test("the app's documents are found", () => {
  expect(documents.length).toBeGreaterThanOrEqual(12);
  expect(documents.map(({ at }) => at)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^app\/shopify\/authenticate-shop\.ts:\d+$/), "bulk orders_recent"]),
  );
});

test("an optional scope that a document needs is one that the app may ask for", () => {
  const names = documents.map(({ text }) => getOperationAST(parse(text))?.name?.value);
  for (const [name, scopes] of Object.entries(needsOptional)) {
    expect(names).toContain(name);
    expect(appConfig.optionalScopes).toEqual(expect.arrayContaining(scopes));
  }
});

describe.each(documents)("$at", ({ text }) => {
  const document = parse(text);
  const name = getOperationAST(document)?.name?.value;

  test("has a name, and is valid in Shopify's schema", () => {
    expect(name).toMatch(/^[A-Z]\w+$/);
    expect(validate(schema, document).map((error: GraphQLError) => error.message)).toEqual([]);
  });

  test("selects nothing that needs more than its scopes", () => {
    const granted = new Set([...required, ...(needsOptional[name ?? ""] ?? [])]);
    expect(missingAccess(schema, document, granted)).toEqual([]);
  });
});

test("selections that need scopes we do not ask for are found", () => {
  const order = (selection: string) => parse(`query Wrong { orders(first: 1) { nodes { ${selection} } } }`);
  const agreements = (selection: string) => order(`agreements(first: 1) { nodes { ${selection} } }`);
  const wrong = {
    "the staff member of an agreement": agreements("user { id }"),
    "the return of an agreement": agreements("... on ReturnAgreement { return { id } }"),
    "the staff member of an order": order("staffMember { id }"),
    "Shopify's own reports": parse('query Wrong { shopifyqlQuery(query: "FROM sales SHOW net_sales") { parseErrors } }'),
  };
  for (const [what, document] of Object.entries(wrong)) {
    expect(validate(schema, document), what).toEqual([]);
    expect(missingAccess(schema, document, required), what).not.toEqual([]);
  }
  expect(validate(schema, agreements("sales(first: 1) { nodes { staff { id } } }"))).not.toEqual([]); // there is none in this version
  expect(missingAccess(schema, wrong["the return of an agreement"], required)).toMatchObject([
    { selected: "ReturnAgreement.return: Return" },
  ]);
  expect(missingAccess(schema, agreements("id reason happenedAt"), required)).toEqual([]);
  expect(missingAccess(schema, agreements("id"), new Set(["read_products"]))).not.toEqual([]);
});

test("Shopify's words about access are read as they are meant", () => {
  const has = (...scopes: string[]) => new Set(scopes);

  expect(isCovered("`read_a` access scope, `read_b` access scope or `read_c` access scope.", has("read_c"))).toBe(true);
  expect(isCovered("`read_a` access scope. Also: The user must have `read_b`.", has("read_a"))).toBe(true);
  expect(isCovered("`read_a` access scope and (`read_b` access scope or `read_c` access scope).", has("read_a"))).toBe(false);
  expect(isCovered("`read_a` access scope and (`read_b` access scope or `read_c` access scope).", has("read_a", "read_c"))).toBe(true);
  expect(isCovered("access to the checkout and accounts editor.", has("read_a"))).toBe(false);
});
