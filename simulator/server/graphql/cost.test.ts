import { type OperationDefinitionNode, parse } from "graphql";
import { expect, test } from "vitest";
import { givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { queryCost } from "./cost.ts";
import { adminSchema } from "./schema.ts";

function requested(query: string, data?: unknown): number {
  const document = parse(query);
  const operation = document.definitions.find((each): each is OperationDefinitionNode => each.kind === "OperationDefinition");
  if (!operation) throw new Error("no operation");
  return queryCost(adminSchema(), document, operation, {}, data);
}

const ORDER =
  '{ order(id: "gid://shopify/Order/1") { id totalPriceSet { shopMoney { amount } } lineItems(first: 50) { nodes { id originalUnitPriceSet { shopMoney { amount } } } } } }';

test("satisfies the costs that were seen of the real Shopify", () => {
  expect(requested(ORDER)).toBe(17);
  expect(requested(ORDER, { order: { lineItems: { nodes: [{ id: "1" }] } } })).toBe(4);
  expect(requested('{ product(id: "gid://shopify/Product/1") { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }')).toBe(
    25,
  );
  expect(requested('{ bulkOperation(id: "gid://shopify/BulkOperation/1") { id status } }')).toBe(1);
  expect(requested('mutation { bulkOperationRunQuery(query: "x") { bulkOperation { id } userErrors { message } } }')).toBe(10);
});

test("edges cost as nodes do", () => {
  expect(requested("{ orders(first: 10) { edges { node { id customer { id } } } } }")).toBe(
    requested("{ orders(first: 10) { nodes { id customer { id } } } }"),
  );
});

test("each id of a list costs its object", () => {
  expect(requested('{ nodes(ids: ["a", "b", "c"]) { id } }')).toBe(3);
});

test("the bucket pays the actual cost, and what was reckoned too high comes back", async () => {
  const { graphql } = await givenSimulator([tradingShop({ handle: "cost", orders: 2 })]);

  const { extensions } = await graphql("{ orders(first: 50) { nodes { id } } }");

  expect(extensions.cost).toMatchObject({
    requestedQueryCost: 16,
    actualQueryCost: 4,
    throttleStatus: { maximumAvailable: 2000, restoreRate: 100 },
  });
  expect(Object(extensions.cost).throttleStatus.currentlyAvailable).toBeGreaterThanOrEqual(1996);
});

test("an empty bucket throttles with HTTP 200 and says what is left, until it has filled", async () => {
  const { graphql, control, simulator } = await givenSimulator([tradingShop({ handle: "bucket", orders: 1 })]);
  await graphql("{ shop { name } }");
  simulator.platform.clock.stop(); // the bucket does not fill but by what passes below
  await control("POST", "bucket/empty");

  const throttled = await graphql("{ orders(first: 250) { nodes { id customer { id } } } }");
  simulator.platform.clock.advance(1000);
  const later = await graphql("{ orders(first: 250) { nodes { id customer { id } } } }");

  expect(throttled.status).toBe(200);
  expect(throttled.errors[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
  expect(throttled.extensions.cost).toMatchObject({ actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } });
  expect(later.errors).toEqual([]);
});

test("a query above 1,000 points is refused, whatever the bucket holds", async () => {
  const { graphql } = await givenSimulator([tradingShop({ handle: "dear", orders: 1 })]);
  const sales = "sales(first: 100) { nodes { id } }";

  const { errors } = await graphql(
    `{ orders(first: 250) { nodes { id lineItems(first: 100) { nodes { id } } agreements(first: 100) { nodes { id ${sales} } } } } }`,
  );

  expect(errors[0]).toMatchObject({ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 } });
});
