import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema, isObjectType } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { ladderOf } from "../../test/contract/ladder.ts";
import { orderLines } from "../../test/contract/order-lines.ts";
import { worlds } from "../../test/contract/worlds.ts";
import { ZoneClock } from "./calendar.ts";
import { demoShop } from "./demo-shop.ts";
import { NodeList, type Wire } from "./wire.ts";

const small = { seed: 3, today: "2026-06-30", scale: 0.04, now: new Date("2026-06-30T18:00:00Z") };
const clock = new ZoneClock("America/New_York");

describe("a small demo shop", () => {
  test.each(worlds)("has books and ledger that agree by the formulas, %s", (_world, switches) => {
    const shop = demoShop({ ...small, switches });

    expect(ladderOf(orderLines(shop), 2, (instant) => clock.day(instant))).toEqual(shop.books.days());
  });

  test("has orders whose sales come to what they say they cost, first and now", () => {
    const lines = orderLines(demoShop(small));
    const sums = new Map<unknown, { first: number; all: number }>();
    const agreements = new Map(lines.filter((line) => "reason" in line).map((line) => [line.id, line]));
    for (const sale of lines.filter((line) => "lineType" in line)) {
      const agreement = agreements.get(sale.__parentId);
      const of = sums.get(agreement?.__parentId) ?? { first: 0, all: 0 };
      of.all += cents(sale.totalAmount);
      if (agreement?.reason === "ORDER") of.first += cents(sale.totalAmount);
      sums.set(agreement?.__parentId, of);
    }
    const orders = lines.filter((line) => line.__typename === "Order");

    expect(orders.length).toBeGreaterThan(400);
    expect(sums).toEqual(
      new Map(orders.map((order) => [order.id, { first: cents(order.originalTotalPriceSet), all: cents(order.currentTotalPriceSet) }])),
    );
  });

  test("is told by seed and day, and of it as much as there has been time for", () => {
    const morning = demoShop({ ...small, now: new Date("2026-06-30T11:00:00Z") });
    const noon = demoShop(small);

    expect(demoShop(small).events).toEqual(noon.events);
    expect(noon.events.slice(0, morning.events.length)).toEqual(morning.events);
    expect(noon.events.every(({ at }) => at <= "2026-06-30T18:00:00Z")).toBe(true);
    expect(demoShop({ ...small, seed: 4 }).events).not.toEqual(noon.events);
  });
});

describe("the demo shop", () => {
  let shop: ReturnType<typeof demoShop>;
  let orders: readonly Wire[];
  let lines: ReturnType<typeof orderLines>;
  let schema: GraphQLSchema;

  beforeAll(() => {
    shop = demoShop({ seed: 7, today: "2026-11-21", now: new Date("2026-11-22T05:00:00Z") });
    orders = nodes(shop.root().orders);
    lines = orderLines(shop);
    schema = buildSchema(readFileSync("simulator/schema/admin-2026-10.graphql", "utf8"), { assumeValidSDL: true, noLocation: true });
  });

  test("has about 12,000 orders of about 2,500 customers in two years, and some today", () => {
    const days = shop.books.days();

    expect(orders.length).toBeGreaterThan(11_500);
    expect(orders.length).toBeLessThan(12_500);
    expect(nodes(shop.root().customers).length).toBeGreaterThan(2_250);
    expect(nodes(shop.root().customers).length).toBeLessThan(2_750);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(["2024-11-21", "2026-11-21"]);
    expect(days.at(-1)?.orders).toBeGreaterThan(5n);
  });

  test("has everything in it that can happen", () => {
    const types = new Set(shop.events.map(({ type }) => type));
    const kinds = new Set(lines.filter((line) => "lineType" in line).map((line) => `${line.lineType} ${line.actionType}`));

    expect(types.size).toBeGreaterThanOrEqual(16);
    for (const kind of ["PRODUCT", "SHIPPING", "TIP", "DUTY", "ADDITIONAL_FEE", "FEE", "GIFT_CARD"])
      expect(kinds).toContain(`${kind} ORDER`);
    for (const kind of ["PRODUCT RETURN", "PRODUCT UPDATE", "SHIPPING RETURN", "ADJUSTMENT RETURN", "ADJUSTMENT UPDATE"])
      expect(kinds).toContain(kind);
    for (const holds of [
      (order: Wire) => order.test,
      (order: Wire) => order.cancelledAt !== null,
      (order: Wire) => order.taxesIncluded,
      (order: Wire) => order.presentmentCurrencyCode === "JPY",
      (order: Wire) => order.displayFinancialStatus === "PENDING",
      (order: Wire) => order.displayFinancialStatus === "VOIDED" || order.displayFinancialStatus === "REFUNDED",
      (order: Wire) => order.processedAt !== order.createdAt,
      (order: Wire) => BigInt(String(order.legacyResourceId)) > 2n ** 53n,
      (order: Wire) => nodes(order.lineItems).length > 200,
    ]) {
      expect(orders.some(holds), holds.toString()).toBe(true);
    }
  });

  test("has best sellers and slow ones, people who come back, and a season", () => {
    const units = new Map<unknown, number>();
    for (const line of lines)
      if (line.__typename === "LineItem") units.set(line.title, (units.get(line.title) ?? 0) + Number(line.quantity));
    const sold = [...units.values()].sort((a, b) => b - a);
    const perCustomer = nodes(shop.root().customers).map(({ numberOfOrders }) => Number(numberOfOrders));
    const ordersIn = (month: string) => shop.books.days(`${month}-01`, `${month}-31`).reduce((sum, day) => sum + Number(day.orders), 0);

    expect(sold[0] ?? 0).toBeGreaterThan(8 * (sold[40] ?? 0));
    expect(perCustomer.filter((orders) => orders === 1).length).toBeGreaterThan(500);
    expect(Math.max(...perCustomer)).toBeGreaterThan(20);
    expect(ordersIn("2025-12")).toBeGreaterThan(1.4 * ordersIn("2026-02"));
  });

  test("shows nothing that the real schema does not have", () => {
    const root = shop.root();
    const sample = [
      root.shop,
      ...["orders", "customers", "products", "productVariants", "inventoryItems", "abandonedCheckouts", "locations"],
    ];
    const wires = sample.flatMap((one) => (typeof one === "string" ? nodes(root[one]).slice(-60) : [one]));
    const unknown = new Set<string>();
    for (const wire of wires) collectUnknown(wire, schema, unknown, 0);

    expect([...unknown]).toEqual([]);
  });
});

function nodes(connection: unknown): readonly Wire[] {
  if (!(connection instanceof NodeList)) throw new Error("a connection was expected");
  return connection.nodes;
}

function cents(bag: unknown): number {
  const amount = /"shopMoney":\{[^}]*"amount":"([^"]*)"/.exec(JSON.stringify(bag))?.[1];
  return Math.round(Number(amount) * 100);
}

function collectUnknown(value: unknown, schema: GraphQLSchema, unknown: Set<string>, depth: number): void {
  if (value instanceof NodeList) for (const node of value.nodes) collectUnknown(node, schema, unknown, depth);
  else if (Array.isArray(value)) for (const one of value) collectUnknown(one, schema, unknown, depth);
  else if (isWire(value) && depth < 4) {
    const type = schema.getType(value.__typename);
    const fields = isObjectType(type) ? type.getFields() : {};
    const getters = Object.getOwnPropertyNames(Object.getPrototypeOf(value)).filter((name) => !(name in Object.prototype));
    for (const name of [...Object.keys(value), ...getters]) {
      const foreign = value.__typename.endsWith("Sale") && ["lineItem", "duty", "additionalFee", "fee", "shippingLine"].includes(name);
      if (name !== "__typename" && !(name in fields) && !foreign) unknown.add(`${value.__typename}.${name}`);
      collectUnknown(value[name], schema, unknown, depth + 1);
    }
  }
}

function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && "__typename" in value && typeof value.__typename === "string";
}
