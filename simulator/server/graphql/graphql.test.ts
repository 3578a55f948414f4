import { expect, test } from "vitest";
import { givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";

const given = (orders = 12) => givenSimulator([tradingShop({ handle: "api", orders })]);

test("answers with the shop's own fields and the scopes it granted", async () => {
  const { graphql } = await given();

  const { data } = await graphql(
    "{ shop { id name myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName } } currentAppInstallation { accessScopes { handle } } }",
  );

  expect(data.shop).toMatchObject({
    name: "Shop api",
    myshopifyDomain: "api.myshopify.com",
    currencyCode: "USD",
    ianaTimezone: "America/New_York",
  });
  expect(data.currentAppInstallation).toMatchObject({ accessScopes: expect.arrayContaining([{ handle: "read_orders" }]) });
});

test("pages through orders forwards and backwards without losing or repeating one", async () => {
  const { graphql } = await given(12);
  const page = async (args: string) => {
    const { data } = await graphql(
      `{ orders(${args}, sortKey: CREATED_AT) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    const orders = Object(data.orders);
    return { names: orders.nodes.map((node: { name: string }) => node.name), info: orders.pageInfo };
  };

  const first = await page("first: 5");
  const second = await page(`first: 5, after: "${first.info.endCursor}"`);
  const third = await page(`first: 5, after: "${second.info.endCursor}"`);
  const back = await page(`last: 5, before: "${third.info.startCursor}"`);

  expect([...first.names, ...second.names, ...third.names]).toEqual(Array.from({ length: 12 }, (_, n) => `#${1001 + n}`));
  expect([first.info.hasPreviousPage, first.info.hasNextPage, third.info.hasNextPage]).toEqual([false, true, false]);
  expect(back.names).toEqual(second.names);
  expect((await page("first: 2, reverse: true")).names).toEqual(["#1012", "#1011"]);
});

test("a page without a size, or of more than 250, is refused", async () => {
  const { graphql } = await given(1);

  expect((await graphql("{ orders { nodes { id } } }")).errors[0]?.message).toBe("you must provide one of first or last");
  expect((await graphql("{ orders(first: 251) { nodes { id } } }")).errors[0]?.message).toContain("cannot exceed 250");
});

test("nodes gives what is there and null for what is not; more than 250 ids are refused", async () => {
  const { graphql } = await given(3);
  const ids = ["gid://shopify/Order/10001", "gid://shopify/Order/999", "gid://shopify/Customer/2001"];

  const { data } = await graphql(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { displayName } } order(id: "gid://shopify/Order/10002") { name } }',
    { ids },
  );

  expect(data.nodes).toEqual([{ id: ids[0] }, null, { id: ids[2], displayName: "First1 Last1" }]);
  expect(data.order).toEqual({ name: "#1002" });
  expect(
    (await graphql("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: Array(251).fill(ids[0]) })).errors[0]?.message,
  ).toContain("251");
});

test("counts say so when there are more than the limit", async () => {
  const { graphql } = await given(12);

  const { data } = await graphql("{ all: ordersCount { count precision } some: ordersCount(limit: 5) { count precision } }");

  expect(data).toEqual({ all: { count: 12, precision: "EXACT" }, some: { count: 5, precision: "AT_LEAST" } });
});

test("a field without its scope is denied, by name of the scope", async () => {
  const { graphql, control } = await given();
  await control("POST", "scopes", { revoke: ["read_orders"] });

  const { errors } = await graphql("{ orders(first: 1) { nodes { id } } }");

  expect(errors[0]).toMatchObject({
    message: expect.stringContaining("Access denied for orders field. Required access: `read_orders`"),
    extensions: { code: "ACCESS_DENIED" },
    path: ["orders"],
  });
});

test("without read_all_orders an order older than 60 days is silently absent, everywhere", async () => {
  const { graphql, control } = await givenSimulator([tradingShop({ handle: "sixty", orders: 10, days: 100 })]);
  const ask = async () =>
    (
      await graphql(
        '{ ordersCount { count } orders(first: 50) { nodes { id } } order(id: "gid://shopify/Order/10001") { id } nodes(ids: ["gid://shopify/Order/10001"]) { id } }',
      )
    ).data;
  expect(await ask()).toMatchObject({ ordersCount: { count: 10 }, order: { id: "gid://shopify/Order/10001" } });

  await control("POST", "scopes", { revoke: ["read_all_orders"] });

  const left = await ask();
  expect(left).toMatchObject({ ordersCount: { count: 5 }, order: null, nodes: [null] });
  expect(Object(left.orders).nodes).toHaveLength(5);
});

test("without approval protected customer data is withheld", async () => {
  const { graphql, control } = await given();
  await control("POST", "protected-data", { approved: false });

  const { data } = await graphql("{ customers(first: 1) { nodes { id email firstName } } }");

  expect(data.customers).toEqual({ nodes: [{ id: "gid://shopify/Customer/2001", email: null, firstName: null }] });
});

test("a field that the world does not have is an error, never an invented answer", async () => {
  const { graphql } = await given();

  const { errors, data } = await graphql("{ giftCards(first: 1) { nodes { id } } }");

  expect(errors[0]?.extensions).toMatchObject({ code: expect.stringMatching(/NOT_SERVED|ACCESS_DENIED/) });
  expect(data).toEqual({});
});

test("a document that does not fit the schema is refused with what is wrong", async () => {
  const { graphql } = await given();

  expect((await graphql("{ orders(first: 1) { nodes { colour } } }")).errors[0]?.message).toContain('"colour"');
  expect((await graphql("{ orders(")).errors[0]?.message).toContain("Syntax Error");
});
