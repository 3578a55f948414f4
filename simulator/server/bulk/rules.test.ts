import { expect, test } from "vitest";
import recorded from "../../../test/contract/bulk-errors.json" with { type: "json" };
import { givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { checkBulkQuery } from "./rules.ts";

const RUN =
  "mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { field message code } } }";
const CANCEL = "mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status } userErrors { field message } } }";

test.each(recorded.refusedQueries)("refuses $case in Shopify's words", async ({ query, code, field, message }) => {
  const { graphql } = await givenSimulator([tradingShop({ handle: "rules", orders: 1 })]);

  const { data } = await graphql(RUN, { query });

  expect(data.bulkOperationRunQuery).toEqual({ bulkOperation: null, userErrors: [{ code, field, message }] });
});

test("refuses a query of 65,536 bytes and takes one of 65,535", () => {
  const query = "{ orders { edges { node { id } } } }";

  expect(checkBulkQuery(query.padEnd(recorded.tooLarge.bytes))).toEqual({ refusals: [recorded.tooLarge.message] });
  expect(checkBulkQuery(query.padEnd(recorded.tooLarge.bytes - 1))).toHaveProperty("operation");
});

test("takes orders with lines, agreements and sales, and products with variants and inventory levels", () => {
  expect(
    checkBulkQuery(
      "{ orders { edges { node { id lineItems { edges { node { id } } } agreements { edges { node { id sales { edges { node { id } } } } } } } } } }",
    ),
  ).toHaveProperty("operation");
  expect(
    checkBulkQuery(
      "{ products { edges { node { id variants { edges { node { id inventoryItem { id inventoryLevels { edges { node { id } } } } } } } } } } }",
    ),
  ).toHaveProperty("operation");
});

test("refuses connections by `nodes`", () => {
  expect(checkBulkQuery("{ orders { nodes { id } } }")).toEqual({ refusals: [expect.stringContaining("`edges { node }`")] });
});

test("five run at once; the sixth is refused until one has ended, and a cancelled one holds its slot until then", async () => {
  const { graphql, control, startBulk, until } = await givenSimulator([tradingShop({ handle: "slots", orders: 5 })]);
  await control("POST", "faults", { bulkStallNext: 5, bulkFailAtObject: 1 });
  const query = "{ orders { edges { node { id } } } }";
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await startBulk(query));

  const { data } = await graphql(RUN, { query });
  expect(data.bulkOperationRunQuery).toEqual({
    bulkOperation: null,
    userErrors: [
      {
        code: recorded.sixthAtOnce.code,
        field: recorded.sixthAtOnce.field,
        message: expect.stringContaining(recorded.sixthAtOnce.messageStart),
      },
    ],
  });
  expect(JSON.stringify(data)).toContain(ids.join(", "));

  await expect.poll(async () => (await until(ids[0] ?? "", "RUNNING")).objectCount).toBe("1");
  const cancelled = await graphql(CANCEL, { id: ids[0] });
  expect(cancelled.data.bulkOperationCancel).toEqual({ bulkOperation: { id: ids[0], status: "CANCELING" }, userErrors: [] });
  const operation = await until(ids[0] ?? "", "CANCELED");
  expect(operation).toMatchObject({ url: null, objectCount: "1" });
  expect((await graphql(RUN, { query })).data.bulkOperationRunQuery).toMatchObject({ userErrors: [] });
});

test("a finished operation cannot be cancelled, and an unknown one is not there", async () => {
  const { graphql, bulk } = await givenSimulator([tradingShop({ handle: "cancel", orders: 2 })]);
  const { operation } = await bulk("{ orders { edges { node { id } } } }");

  const finished = await graphql(CANCEL, { id: operation.id });
  const unknown = await graphql(CANCEL, { id: "gid://shopify/BulkOperation/1" });

  expect(finished.data.bulkOperationCancel).toMatchObject({ userErrors: [{ message: recorded.cancelled.finished }] });
  expect(unknown.data.bulkOperationCancel).toMatchObject({ bulkOperation: null, userErrors: [{ message: recorded.cancelled.unknown }] });
});
