import { expect, test } from "vitest";
import { givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";

const ORDERS = `{ orders { edges { node { __typename id name customer { id }
  lineItems { edges { node { __typename id title quantity } } }
  agreements { edges { node { __typename id reason
    sales { edges { node { __typename id actionType totalAmount { shopMoney { amount } } ... on ProductSale { lineItem { id } } } } } } } } } } } }`;
const given = (orders = 60) => givenSimulator([tradingShop({ handle: "export", orders })]);

test("writes every object on a line of its own, children with their parent's id, after it but not next to it", async () => {
  const { bulk } = await given();

  const { operation, lines, text } = await bulk(ORDERS);

  expect(operation).toMatchObject({
    status: "COMPLETED",
    errorCode: null,
    objectCount: String(lines.length),
    rootObjectCount: "60",
    fileSize: String(Buffer.byteLength(text)),
    partialDataUrl: null,
  });
  const types = Map.groupBy(lines, (line) => String(line.__typename).replace(/.*(Agreement|Sale)$/, "$1"));
  expect(types.get("Order")).toHaveLength(60);
  expect(types.get("LineItem")).toHaveLength(120);
  expect(types.get("Order")?.[0]).toEqual({
    __typename: "Order",
    id: "gid://shopify/Order/10001",
    name: "#1001",
    customer: { id: "gid://shopify/Customer/2007" },
  });
  const at = new Map(lines.map((line, index) => [line.id, index]));
  for (const [index, line] of lines.entries()) if (line.__parentId !== undefined) expect(at.get(line.__parentId)).toBeLessThan(index);
  expect(lines[1]?.__typename).toBe("Order");
  expect(types.get("Sale")?.find((sale) => sale.lineItem)).toMatchObject({
    lineItem: { id: expect.stringContaining("LineItem") },
    totalAmount: { shopMoney: { amount: expect.any(String) } },
  });
});

test("grouped, every record is followed by its children", async () => {
  const { bulk } = await given(5);

  const { lines } = await bulk(ORDERS, { groupObjects: true });

  expect(lines.slice(0, 3).map((line) => line.__typename)).toEqual(["Order", "LineItem", "LineItem"]);
  expect(lines[1]?.__parentId).toBe(lines[0]?.id);
});

test("levels below an object inside a record hang on that object", async () => {
  const { bulk } = await given(1);

  const { lines } = await bulk(
    '{ products { edges { node { __typename id variants { edges { node { __typename id price inventoryItem { id tracked inventoryLevels { edges { node { __typename id item { id } quantities(names: ["available"]) { name quantity } } } } } } } } } } } }',
  );

  const level = lines.find((line) => line.__typename === "InventoryLevel");
  expect(level).toMatchObject({
    __parentId: "gid://shopify/InventoryItem/5001",
    item: { id: "gid://shopify/InventoryItem/5001" },
    quantities: [{ name: "available", quantity: 51 }],
  });
  expect(lines.find((line) => line.__typename === "ProductVariant")).toMatchObject({
    price: "11.00",
    inventoryItem: { id: "gid://shopify/InventoryItem/5001", tracked: true },
  });
});

test("filters and sorts as the query says; what is outside 60 days is absent without read_all_orders", async () => {
  const { bulk, control } = await givenSimulator([tradingShop({ handle: "filter", orders: 10, days: 100 })]);
  const cut = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000).toISOString();

  const recent = await bulk(`{ orders(query: "created_at:>='${cut}'", sortKey: CREATED_AT) { edges { node { id } } } }`);
  const older = await bulk(`{ orders(query: "created_at:<'${cut}'", sortKey: CREATED_AT) { edges { node { id } } } }`);
  await control("POST", "scopes", { revoke: ["read_all_orders"] });
  const reachable = await bulk("{ orders { edges { node { id } } } }");

  expect([recent.lines.length, older.lines.length, reachable.lines.length]).toEqual([2, 8, 5]);
});

test("an empty export completes without a file", async () => {
  const { bulk } = await given(1);

  const { operation } = await bulk("{ orders(query: \"created_at:>'2999-01-01'\") { edges { node { id } } } }");

  expect(operation).toMatchObject({ status: "COMPLETED", objectCount: "0", url: null, partialDataUrl: null });
});

test("a field without its scope fails the operation with ACCESS_DENIED", async () => {
  const { bulk, control } = await given(1);
  await control("POST", "scopes", { revoke: ["read_customers"] });

  const { operation } = await bulk("{ customers { edges { node { id } } } }");

  expect(operation).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED", url: null });
});

test("progress shows while it runs, and other requests are answered meanwhile", async () => {
  const { startBulk, until, control } = await given(60);
  await control("POST", "faults", { exportObjectsPerSecond: 3 });
  const id = await startBulk("{ orders { edges { node { id } } } }");

  const running = await until(id, "RUNNING");
  await expect.poll(async () => Number((await until(id, "RUNNING")).objectCount)).toBeGreaterThan(Number(running.objectCount));

  expect(running.url).toBeNull();
});
