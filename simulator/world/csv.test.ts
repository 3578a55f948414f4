import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderLines } from "../../test/contract/order-lines.ts";
import { shopFromCsv } from "./csv.ts";

const orderHeader = "order,line,processed_at,customer,sku,title,quantity,unit_price";
const returnHeader = "order,line,returned_at,quantity";
const orders = `${orderHeader}
A1,1,2011-03-26T23:30:00,17850,85123A,WHITE HEART,6,2.55
A1,2,2011-03-26T23:30:00,17850,71053,"LANTERN, METAL",2,3.39
A2,1,2011-03-27T23:30:00,,85123A,WHITE HEART T-LIGHT,1,2.95
`;
const returns = `${returnHeader}
A1,1,2011-03-28T00:10:00,2
A1,2,2011-03-28T00:10:00,1
`;
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trade-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function shopOf(ordersText: string, returnsText: string | null = null) {
  writeFileSync(join(folder, "orders.csv"), ordersText);
  if (returnsText !== null) writeFileSync(join(folder, "returns.csv.gz"), gzipSync(returnsText));
  const files = { orders: join(folder, "orders.csv"), returns: returnsText === null ? undefined : join(folder, "returns.csv.gz") };
  return shopFromCsv({ ...files, currency: "GBP", timezone: "Europe/London", domain: "trade.myshopify.com" });
}

test("a shop comes of its files, each day the local one across the change of the clocks", async () => {
  const shop = await shopOf(orders, returns);

  expect(shop.books.days().map(({ day, orders: count, gross_sales, returns: back }) => [day, count, gross_sales, back])).toEqual([
    ["2011-03-26", 1n, 2208n, 0n],
    ["2011-03-27", 1n, 295n, 0n],
    ["2011-03-28", 0n, 0n, 849n],
  ]);
  const [first] = orderLines(shop);
  expect(first).toMatchObject({
    name: "#A1",
    createdAt: "2011-03-26T23:30:00Z",
    processedAt: "2011-03-26T23:30:00Z",
    currentSubtotalLineItemsQuantity: 5,
  });
});

test("returns of one order at one time are one refund, and a guest has no customer", async () => {
  const shop = await shopOf(orders, returns);
  const lines = orderLines(shop);

  expect(lines.filter(({ reason }) => reason === "REFUND")).toHaveLength(1);
  expect(lines.filter(({ __typename }) => __typename === "Order").map(({ customer }) => customer)).toEqual([
    { id: "gid://shopify/Customer/6000000001" },
    null,
  ]);
});

test("a product has the latest title and price of its SKU", async () => {
  const shop = await shopOf(orders);

  expect(shop.root().byId("gid://shopify/Product/7000000001")).toMatchObject({ title: "WHITE HEART T-LIGHT" });
  expect(shop.root().byId("gid://shopify/ProductVariant/8000000001")).toMatchObject({ sku: "85123A", price: "2.95" });
});

const extended = (line: string) => `${orders}${line}\n`;
test.each([
  [
    "a wrong column",
    orders.replace("unit_price", "price"),
    null,
    "orders.csv, line 1: the columns must be order,line,processed_at,customer,sku,title,quantity,unit_price, but are order,line,processed_at,customer,sku,title,quantity,price",
  ],
  ["an empty file", "", null, "orders.csv, line 1: the file is empty"],
  ["a heading alone", `${orderHeader}\n`, null, "orders.csv, line 1: the file has a heading and not one order"],
  ["a short line", extended("A3,1,2011-03-27T23:30:00,,85123A"), null, "orders.csv, line 5: Invalid Record Length"],
  ["a broken quote", extended('A3,1,2011-03-27T23:30:00,,85123A,"WHITE" HEART,1,2.95'), null, "orders.csv, line 5: "],
  [
    "a bad quantity",
    extended("A3,1,2011-03-27T23:30:00,,S,T,1.5,2.95"),
    null,
    'orders.csv, line 5: quantity must be a whole number above 0, but is "1.5"',
  ],
  [
    "a bad price",
    extended("A3,1,2011-03-27T23:30:00,,S,T,1,2.955"),
    null,
    'orders.csv, line 5: unit_price "2.955" has more decimals than GBP has (2)',
  ],
  [
    "a negative price",
    extended("A3,1,2011-03-27T23:30:00,,S,T,1,-2"),
    null,
    'orders.csv, line 5: unit_price must be an amount, but is "-2"',
  ],
  [
    "a bad time",
    extended("A3,1,2011-02-30T23:30:00,,S,T,1,2"),
    null,
    'orders.csv, line 5: processed_at must be a local time such as 2010-12-01T08:26:00, but is "2011-02-30T23:30:00"',
  ],
  ["a line twice", extended("A2,1,2011-03-27T23:30:00,,S,T,1,2"), null, "orders.csv, line 5: line 1 of order A2 stands in the file twice"],
  [
    "two customers of one order",
    extended("A2,2,2011-03-27T23:30:00,9,S,T,1,2"),
    null,
    'orders.csv, line 5: order A2 is of customer "" above and of "9" here',
  ],
  [
    "a return of an unknown order",
    orders,
    `${returns}A9,1,2011-03-28T00:10:00,1\n`,
    "returns.csv.gz, line 4: order A9 is not among the orders",
  ],
  ["a return of an unknown line", orders, `${returns}A2,7,2011-03-28T00:10:00,1\n`, "returns.csv.gz, line 4: order A2 has no line 7"],
  [
    "more back than was bought",
    orders,
    `${returns}A1,2,2011-04-01T00:10:00,2\n`,
    "returns.csv.gz, line 4: 2 of line 2 of order A1 come back, but only 1 of its 2 are left",
  ],
  [
    "a return before the sale",
    orders,
    `${returnHeader}\nA2,1,2011-01-01T00:00:00,1\n`,
    "returns.csv.gz, line 2: order A2 comes back before it was placed",
  ],
])("%s is an error that names file, line and reason", async (_what, ordersText, returnsText, message) => {
  await expect(shopOf(ordersText, returnsText)).rejects.toThrow(message);
});

test("a missing file and an unknown zone are named", async () => {
  const source = { orders: join(folder, "none.csv"), currency: "GBP", domain: "trade.myshopify.com" };

  await expect(shopFromCsv({ ...source, timezone: "Europe/London" })).rejects.toThrow(/^none\.csv: ENOENT/);
  await expect(shopFromCsv({ ...source, timezone: "Europe/Londres" })).rejects.toThrow('"Europe/Londres" is no time zone');
});
