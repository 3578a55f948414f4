import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { bulkResources } from "../../db/bulk-operation.ts";
import { bulkDocument } from "./documents.ts";
import { requiredScopes } from "./scopes.ts";

const splitAt = new Date("2026-11-21T08:00:00.000Z");
const folder = new URL("../../../simulator/schema/", import.meta.url);
const access = z
  .record(z.string(), z.object({ access: z.string().optional() }))
  .parse(JSON.parse(readFileSync(new URL("admin-2026-10.access.json", folder), "utf8")));
let schema: GraphQLSchema;

beforeAll(() => {
  schema = buildSchema(readFileSync(new URL("admin-2026-10.graphql", folder), "utf8"), { assumeValidSDL: true, noLocation: true });
});

test.each(bulkResources)("%s is a named query of the Admin schema, whole and incremental", (resource) => {
  for (const changedSince of [undefined, new Date("2026-11-20T00:00:00Z")]) {
    const document = parse(bulkDocument(resource, { splitAt, changedSince }));

    expect(validate(schema, document)).toEqual([]);
    expect(document.definitions).toEqual([expect.objectContaining({ operation: "query", name: expect.anything() })]);
  }
});

test.each(bulkResources)("%s asks for nothing beyond the scopes that stand in its list", (resource) => {
  expect(beyond(requiredScopes[resource], bulkDocument(resource, { splitAt }))).toEqual([]);
});

test("the walk over scopes sees a field that needs more", () => {
  expect(
    beyond(requiredScopes.orders_recent, "query X { orders { edges { node { id agreements { edges { node { user { id } } } } } } } }"),
  ).toEqual(["StaffMember"]);
});

test("recent and older orders part at one instant, 90 days before the split", () => {
  expect(bulkDocument("orders_recent", { splitAt })).toContain(
    `orders(query: "created_at:>='2026-08-23T08:00:00.000Z'", sortKey: CREATED_AT)`,
  );
  expect(bulkDocument("orders_older", { splitAt })).toContain(
    `orders(query: "created_at:<'2026-08-23T08:00:00.000Z'", sortKey: CREATED_AT)`,
  );
});

test("an incremental export asks for what changed since an instant, beside its other terms", () => {
  const changedSince = new Date("2026-11-20T00:00:00Z");

  expect(bulkDocument("customers", { splitAt, changedSince })).toContain(
    `customers(query: "updated_at:>='2026-11-20T00:00:00.000Z'", sortKey: UPDATED_AT)`,
  );
  expect(bulkDocument("orders_older", { splitAt, changedSince })).toContain(
    `"created_at:<'2026-08-23T08:00:00.000Z' AND updated_at:>='2026-11-20T00:00:00.000Z'"`,
  );
});

test.each(bulkResources)("%s keeps to Shopify's rules for bulk queries: connections, depth, edges and ids", (resource) => {
  const depths: number[] = [];
  let depth = 0;
  visit(parse(bulkDocument(resource, { splitAt })), {
    Field: {
      enter(field) {
        expect(field.name.value).not.toBe("nodes");
        if (field.name.value !== "edges") return;
        depths.push(depth);
        depth += 1;
      },
      leave(field) {
        if (field.name.value === "edges") depth -= 1;
      },
    },
  });

  expect(depths.length).toBeLessThanOrEqual(5);
  expect(Math.max(...depths)).toBeLessThanOrEqual(2);
});

/** The types and fields of a document that none of the scopes opens. */
function beyond(granted: readonly string[], document: string): string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const check = (name: string) => {
    const required = access[name]?.access?.match(/\b(read|write)_\w+/g) ?? [];
    if (required.length > 0 && !required.some((scope) => granted.includes(scope))) found.add(name);
  };
  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType();
        const type = types.getType();
        if (parent) check(`${parent.name}.${field.name.value}`);
        if (type && isCompositeType(getNamedType(type))) check(getNamedType(type).name);
      },
    }),
  );
  return [...found];
}
