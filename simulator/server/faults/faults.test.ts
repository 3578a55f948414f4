import { expect, test } from "vitest";
import { givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";

const given = (orders = 20) => givenSimulator([tradingShop({ handle: "faults", orders })]);
const ORDERS = "{ orders { edges { node { id lineItems { edges { node { id } } } } } } }";
const SHOP = "{ shop { name } }";

test("a counted fault strikes as often as it is told", async () => {
  const { graphql, control } = await given();
  await graphql(SHOP);
  await control("POST", "faults", { serverErrorNext: 1, unauthorizedNext: 1, throttleNext: 1 });

  const answers = [await graphql(SHOP), await graphql(SHOP), await graphql(SHOP), await graphql(SHOP)];

  expect(answers.map(({ status }) => status)).toEqual([503, 401, 200, 200]);
  expect(answers[2]?.errors[0]?.extensions).toMatchObject({ code: "THROTTLED" });
  expect(answers[3]?.errors).toEqual([]);
  expect((await control("GET", "counters")).body).toMatchObject({ graphqlCalls: 5, throttledCalls: 1, unauthorizedCalls: 1 });
});

test("a connection may be dropped without an answer", async () => {
  const { graphql, control } = await given();
  await graphql(SHOP);
  await control("POST", "faults", { dropNext: 1 });

  await expect(graphql(SHOP)).rejects.toThrow("fetch failed");
  expect((await graphql(SHOP)).status).toBe(200);
});

test("an export may fail with what it had, or expire", async () => {
  const { bulk, control } = await given();
  await control("POST", "faults", { bulkFailNext: 1, bulkFailAtObject: 15 });
  const failed = await bulk(ORDERS);
  await control("POST", "faults", { bulkExpireNext: 1 });
  const expired = await bulk(ORDERS);

  expect(failed.operation).toMatchObject({
    status: "FAILED",
    errorCode: "INTERNAL_SERVER_ERROR",
    objectCount: "15",
    url: null,
    partialDataUrl: expect.stringContaining("/bulk/"),
  });
  expect(failed.lines).toHaveLength(15);
  expect(expired.operation).toMatchObject({ status: "EXPIRED", url: null, partialDataUrl: expect.any(String) });
});

test("a file may hold records twice, with all that belongs to them", async () => {
  const { bulk, control } = await given();
  const plain = await bulk(ORDERS);
  await control("POST", "faults", { duplicateEvery: 10 });

  const { operation, lines } = await bulk(ORDERS);

  const twice = lines.filter((line) => line.id === "gid://shopify/Order/10010" || line.__parentId === "gid://shopify/Order/10010");
  expect(twice).toHaveLength(2 * (1 + 2));
  expect(lines.length).toBeGreaterThan(plain.lines.length);
  expect(operation).toMatchObject({ objectCount: String(lines.length), rootObjectCount: "22" });
});

test("children may all stand at the end", async () => {
  const { bulk, control } = await given();
  await control("POST", "faults", { childrenFar: true });

  const { lines, operation, text } = await bulk(ORDERS);

  expect(lines.findIndex((line) => line.__parentId !== undefined)).toBe(20);
  expect(lines.slice(20).every((line) => line.__parentId !== undefined)).toBe(true);
  expect(operation).toMatchObject({ objectCount: String(lines.length), fileSize: String(Buffer.byteLength(text)) });
});

test("lines may be unreadable or lack their id; the count counts them", async () => {
  const { bulk, control } = await given();
  await control("POST", "faults", { corruptLines: [3], idlessLines: [5] });

  const { operation, text, lines } = await bulk(ORDERS);

  const all = text.trimEnd().split("\n");
  expect(() => JSON.parse(all[2] ?? "")).toThrow();
  expect(JSON.parse(all[4] ?? "")).toEqual({});
  expect(lines).toHaveLength(all.length - 1);
  expect(operation.objectCount).toBe(String(all.length));
});

test("nested rows may be cut", async () => {
  const { bulk, control } = await given();
  await control("POST", "faults", { truncateNestedAt: 1 });

  expect((await bulk(ORDERS)).lines.filter((line) => line.__parentId !== undefined)).toHaveLength(20);
});

test("an unknown fault or a value out of range is refused by name, and nothing changes", async () => {
  const { control } = await given();

  expect(await control("POST", "faults", { thrtle: 1 })).toMatchObject({ status: 400, body: { error: expect.stringContaining("thrtle") } });
  expect(await control("POST", "faults", { throttleNext: -1 })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("throttleNext") },
  });
  expect((await control("GET", "faults")).body).toMatchObject({ throttleNext: 0 });
});
