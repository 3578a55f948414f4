import { expect, test } from "vitest";
import { load, none, rows } from "../../../test/factories/loading.ts";
import { orderLines } from "../../../test/factories/order-lines.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { withShop } from "../../db.server.ts";
import { sql } from "../../lib/sql.ts";

test("an order comes in with its lines, and its sales know reason, day and product", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  const returned = { returned: [1], returnedAt: "2026-03-05T12:00:00Z" };

  const counts = await load(shop, orderLines({ id: 1, placedAt: "2026-03-01T03:30:00Z", ...returned }));

  expect(counts).toMatchObject({ ...none, linesRead: 8, applied: 8, merged: 1 });
  expect(await rows(shop, "orders")).toMatchObject([
    {
      id: "1",
      name: "#1",
      customer_id: "77",
      currency: "USD",
      original_total: "1250",
      current_total: "1000",
      country: "US",
      province: "NY",
    },
  ]);
  expect(await rows(shop, "order_line")).toMatchObject([
    { order_id: "1", id: "10000", product_id: "500", unit_price: "1000", quantity: 1, current_quantity: 1 },
    { order_id: "1", id: "10001", product_id: "501", unit_price: "250", quantity: 1, current_quantity: 0 },
  ]);
  expect(await rows(shop, "sale")).toMatchObject([
    {
      id: "100000",
      reason: "ORDER",
      day: "2026-02-28",
      action: "ORDER",
      product_id: "500",
      variant_id: "600",
      total: "1000",
      counted: true,
    },
    { id: "100001", reason: "ORDER", day: "2026-02-28", action: "ORDER", product_id: "501", total: "250", quantity: 1 },
    { id: "150001", reason: "REFUND", day: "2026-03-05", action: "RETURN", product_id: "501", total: "-250", quantity: -1 },
  ]);
});

test("what a load writes is marked dirty: its days and its customers", async () => {
  const shop = await givenShop();
  await load(shop, orderLines({ id: 1, placedAt: "2026-03-01T17:00:00Z", returned: [1], returnedAt: "2026-03-05T12:00:00Z" }));

  const marks = await withShop(shop.id, (tx) => tx.query("select kind, key from dirty order by kind, key"));

  expect(marks).toEqual([
    { kind: "customer", key: "77" },
    { kind: "day", key: "2026-03-01" },
    { kind: "day", key: "2026-03-05" },
  ]);
});

test("a second load changes nothing, writes nothing, and says so", async () => {
  const shop = await givenShop();
  const lines = [1, 2, 3].flatMap((id) => orderLines({ id, returned: [0] }));
  await load(shop, lines);
  const before = await Promise.all(["orders", "order_line", "agreement", "sale"].map((table) => rows(shop, table)));
  await withShop(shop.id, (tx) => tx.query("delete from dirty"));

  const counts = await load(shop, lines);

  expect(counts).toMatchObject({ ...none, linesRead: 24, unchanged: 24 });
  const after = await Promise.all(["orders", "order_line", "agreement", "sale"].map((table) => rows(shop, table)));
  expect(after).toEqual(before); // with the transactions that wrote them
  expect(await rows(shop, "dirty")).toEqual([]);
});

test("children are found wherever they stand: before their parents, and long after", async () => {
  const shop = await givenShop();
  const orders = [1, 2, 3, 4].flatMap((id) => orderLines({ id }));

  const counts = await load(shop, orders.toReversed());

  expect(counts).toMatchObject({ ...none, linesRead: 24, applied: 24 });
  expect(await rows(shop, "sale")).toHaveLength(8);
});

test("an order of 1,114 lines comes in whole", async () => {
  const shop = await givenShop();
  const lines = Array.from({ length: 1_114 }, (_, place) => 100 + place);

  const counts = await load(shop, orderLines({ id: 5, lines }));

  expect(counts).toMatchObject({ ...none, linesRead: 2_230, applied: 2_230 });
  expect(await rows(shop, "order_line")).toHaveLength(1_114);
  expect(await rows(shop, "sale")).toHaveLength(1_114);
});

test("a record that stands twice counts once: the newer one, or the later", async () => {
  const shop = await givenShop();
  const older = orderLines({ id: 1, updatedAt: "2026-03-02T00:00:00Z", lines: [1000] });
  const newer = orderLines({ id: 1, updatedAt: "2026-03-03T00:00:00Z", lines: [900] });

  const counts = await load(shop, [...newer, ...older.slice(0, 1), ...newer.slice(1)]);

  expect(counts).toMatchObject({ ...none, linesRead: 8, applied: 4, duplicate: 4 });
  expect(await rows(shop, "orders")).toMatchObject([{ original_total: "900" }]);
  expect(await rows(shop, "sale")).toMatchObject([{ total: "900" }]);
});

test("a file that holds everything twice, children first, comes in once", async () => {
  const shop = await givenShop();
  const lines = [1, 2, 3].flatMap((id) => orderLines({ id, returned: [1] }));

  const counts = await load(shop, [...lines, ...lines].toReversed());

  expect(counts).toMatchObject({ ...none, linesRead: 48, applied: 24, duplicate: 24 });
  expect(await rows(shop, "sale")).toHaveLength(9);
});

test("an order that is stored in a newer state is left as it is, with its lines", async () => {
  const shop = await givenShop();
  await load(shop, orderLines({ id: 1, updatedAt: "2026-03-09T00:00:00Z", lines: [1000] }));

  const counts = await load(shop, [
    ...orderLines({ id: 1, updatedAt: "2026-03-02T00:00:00Z", lines: [500, 500] }),
    ...orderLines({ id: 2 }),
  ]);

  expect(counts).toMatchObject({ ...none, linesRead: 12, applied: 6, older: 6 });
  expect(await rows(shop, "order_line")).toMatchObject([{ order_id: "1", unit_price: "1000" }, { order_id: "2" }, { order_id: "2" }]);
});

test("an order that shrinks loses the lines and sales that have gone, on their days too", async () => {
  const shop = await givenShop();
  await load(shop, orderLines({ id: 1, updatedAt: "2026-03-02T00:00:00Z", returned: [1], returnedAt: "2026-03-06T12:00:00Z" }));
  await withShop(shop.id, (tx) => tx.query("delete from dirty"));

  const counts = await load(shop, orderLines({ id: 1, updatedAt: "2026-03-03T00:00:00Z", lines: [1000], customer: 78 }));

  expect(counts).toMatchObject({ ...none, linesRead: 4, applied: 1, unchanged: 3 });
  expect(await rows(shop, "order_line")).toHaveLength(1);
  expect(await rows(shop, "agreement")).toHaveLength(1);
  expect(await rows(shop, "sale")).toMatchObject([{ id: "100000" }]);
  const marks = await withShop(shop.id, (tx) => tx.query("select key from dirty order by key"));
  expect(marks).toEqual([{ key: "2026-03-01" }, { key: "2026-03-06" }, { key: "77" }, { key: "78" }]);
});

test("a deleted order stays deleted when a file shows it as it was before", async () => {
  const shop = await givenShop();
  await load(shop, orderLines({ id: 1, updatedAt: "2026-03-02T00:00:00Z" }));
  await withShop(shop.id, (tx) =>
    tx.query(sql`update orders set deleted_at = '2026-03-04T00:00:00Z' where shop_id = ${shop.id} and id = 1`),
  );

  const counts = await load(shop, orderLines({ id: 1, updatedAt: "2026-03-03T00:00:00Z" }));

  expect(counts).toMatchObject({ ...none, linesRead: 6, older: 6 });
  expect(await rows(shop, "orders")).toMatchObject([{ deleted_at: new Date("2026-03-04T00:00:00Z") }]);
});

test("a test order is stored, and its sales do not count", async () => {
  const shop = await givenShop();
  await load(shop, orderLines({ id: 1, test: true }));

  expect(await rows(shop, "sale")).toMatchObject([{ counted: false }, { counted: false }]);
});

test("an order whose ledger does not add up is loaded and counted", async () => {
  const shop = await givenShop();
  const whole = orderLines({ id: 1 });

  const withoutSale = await load(shop, whole.slice(0, -1));
  const withoutLine = await load(shop, orderLines({ id: 2 }).toSpliced(1, 1));
  const nothingMissing = await load(shop, whole);

  expect([withoutSale.unbalanced, withoutLine.unbalanced, nothingMissing.unbalanced]).toEqual([1, 1, 0]);
});

test("two loads of the same orders at once end as one would", async () => {
  const shop = await givenShop();
  const older = Array.from({ length: 200 }, (_, id) => orderLines({ id: id + 1, updatedAt: "2026-03-02T00:00:00Z" })).flat();
  const newer = Array.from({ length: 200 }, (_, id) =>
    orderLines({ id: id + 1, updatedAt: "2026-03-03T00:00:00Z", lines: [700], customer: 5 }),
  ).flat();

  await Promise.all([load(shop, older), load(shop, newer, "orders_older"), load(shop, older), load(shop, newer)]);

  expect(await load(shop, newer)).toMatchObject({ ...none, linesRead: 800, unchanged: 800 });
  expect(await rows(shop, "sale")).toHaveLength(200);
  expect(await rows(shop, "order_line")).toHaveLength(200);
});

test("never touches another shop's rows, even of the same ids", async () => {
  const [one, other] = [await givenShop(), await givenShop()];
  await load(one, orderLines({ id: 1, lines: [1000] }));

  const counts = await load(other, orderLines({ id: 1, lines: [5], updatedAt: "2026-05-01T00:00:00Z" }));

  expect(counts).toMatchObject({ ...none, linesRead: 4, applied: 4 });
  expect(await rows(one, "sale")).toMatchObject([{ total: "1000" }]);
  expect(await rows(other, "sale")).toMatchObject([{ total: "5" }]);
});
