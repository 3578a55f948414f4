import { expect, test } from "vitest";
import { jsonl } from "../../../test/factories/bulk-file.ts";
import { load, none, rows } from "../../../test/factories/loading.ts";
import { orderLines } from "../../../test/factories/order-lines.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refusedRows } from "../../db/refused-row.ts";

const [order = {}, line = {}, , agreement = {}, sale = {}] = orderLines({ id: 9 });

test.each([
  ["no JSON", '{"__typename":"Order",', /^the line is no JSON: /],
  ["an empty line", "", /^the line is no JSON: /],
  ["no object", "[1]", /^the line is no JSON object$/],
  ["no id", JSON.stringify({ ...order, id: undefined }), /^id is missing$/],
  ["a gid of something else", { ...order, id: "gid://shopify/Product/9" }, /^id is no gid of Order: "gid:\/\/shopify\/Product\/9"$/],
  ["an id beyond bigint", { ...order, id: "gid://shopify/Order/9223372036854775808" }, /^id is no gid: /],
  [
    "money that is no decimal",
    { ...order, originalTotalPriceSet: { shopMoney: { amount: "12,50", currencyCode: "USD" } } },
    /^originalTotalPriceSet is no amount in USD: "12,50"$/,
  ],
  [
    "money finer than a cent",
    { ...order, currentTotalPriceSet: { shopMoney: { amount: "1.005", currencyCode: "USD" } } },
    /^currentTotalPriceSet is no amount/,
  ],
  [
    "money in another currency",
    { ...order, currentTotalPriceSet: { shopMoney: { amount: "1.00", currencyCode: "EUR" } } },
    /^currentTotalPriceSet is not in the record's currency, USD: "EUR"$/,
  ],
  ["an instant that no calendar has", { ...order, createdAt: "2026-02-30T00:00:00Z" }, /^createdAt is a day that no calendar has/],
  [
    "an unknown status",
    { ...order, displayFulfillmentStatus: "TELEPORTED" },
    /^displayFulfillmentStatus is a value we do not know: "TELEPORTED"$/,
  ],
  ["an unknown line type", { ...sale, lineType: "CARBON_OFFSET" }, /^lineType is a value we do not know/],
  ["an unknown reason", { ...agreement, reason: "GIFT" }, /^reason is a value we do not know/],
  ["a quantity that is none", { ...line, quantity: "many" }, /^quantity is no whole number: "many"$/],
  [
    "a type that we do not load",
    { __typename: "Metafield", id: "gid://shopify/Metafield/1" },
    /^__typename is no type that we load: "Metafield"$/,
  ],
  [
    "a type of another export",
    { __typename: "Customer", id: "gid://shopify/Customer/1" },
    /^__typename does not belong in an export of orders_recent: Customer$/,
  ],
] as const)("a line with %s is refused with its number and reason, and the rest loads", async (_, bad, reason) => {
  const shop = await givenShop();
  const good = orderLines({ id: 1 });

  const counts = await load(shop, [...good.slice(0, 3), bad, ...good.slice(3)]);

  expect(counts).toMatchObject({ ...none, linesRead: 7, applied: 6, refused: 1 });
  expect(await refusedRows(shop, counts.operationId)).toEqual([
    { lineNumber: 4, reason: expect.stringMatching(reason), line: typeof bad === "string" ? bad : JSON.stringify(bad) },
  ]);
});

test("a line that is no UTF-8 is refused", async () => {
  const shop = await givenShop();
  const bad = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')]);

  const counts = await load(shop, Buffer.concat([bad, jsonl(orderLines({ id: 1 }))]));

  expect(counts).toMatchObject({ ...none, linesRead: 7, applied: 6, refused: 1 });
  expect(await refusedRows(shop, counts.operationId)).toMatchObject([{ lineNumber: 1, reason: "the line is no UTF-8" }]);
});

test("lines whose parent never came are kept aside with their numbers, and what hangs on them too", async () => {
  const shop = await givenShop();

  const counts = await load(shop, [...orderLines({ id: 1 }), line, agreement, sale]);

  expect(counts).toMatchObject({ ...none, linesRead: 9, applied: 6, orphaned: 3 });
  expect(await refusedRows(shop, counts.operationId)).toMatchObject([
    { lineNumber: 7, reason: "the order that __parentId names is not in the file", line: expect.stringContaining("90000") },
    { lineNumber: 8, reason: "the order that __parentId names is not in the file" },
    { lineNumber: 9, reason: "the agreement that __parentId names, or its order, is not in the file" },
  ]);
});

test("a file of nothing but bad lines is read, and each is accounted for", async () => {
  const shop = await givenShop();

  const counts = await load(
    shop,
    Array.from({ length: 3_000 }, () => "?"),
  );

  expect(counts).toMatchObject({ ...none, linesRead: 3_000, refused: 3_000 });
});

test("a file without a line, and one without its last newline, load", async () => {
  const shop = await givenShop();
  const lines = orderLines({ id: 1 });

  expect(await load(shop, Buffer.alloc(0))).toMatchObject({ ...none, linesRead: 0 });
  expect(await load(shop, jsonl(lines).subarray(0, -1))).toMatchObject({ ...none, linesRead: 6, applied: 6 });
});

test("text comes through COPY as it was: tabs, newlines, backslashes, quotes; NUL and lone surrogates become U+FFFD", async () => {
  const shop = await givenShop();
  const [, titled = {}] = orderLines({ id: 1 });
  const strange = 'tab\there\nnewline\r\\N back\\slash "quoted" {brace},comma ünï 漢字 😀';
  const tags = [strange, "", "\\", '"', "NULL", "a,b", "{}"];
  const lines = orderLines({ id: 1, more: { tags, name: "a\u0000b\ud800c" } }).with(1, { ...titled, title: strange });

  await load(shop, lines);

  expect(await rows(shop, "orders")).toMatchObject([{ tags, name: "a\uFFFDb\uFFFDc" }]);
  expect(await rows(shop, "order_line")).toMatchObject([{ title: strange }, { title: "Thing 1" }]);
});

test("ids beyond 2^53 keep each digit", async () => {
  const shop = await givenShop();
  const big = (text: string) =>
    text.replaceAll(/\b10000[01]\b/g, (id) => `9007199254740${id}`).replaceAll("Agreement/11", "Agreement/9007199254740993");

  const counts = await load(
    shop,
    orderLines({ id: 1 }).map((one) => big(JSON.stringify(one))),
  );

  expect(counts).toMatchObject({ ...none, applied: 6 });
  expect((await rows(shop, "sale")).map(({ id, agreement_id }) => [id, agreement_id])).toEqual([
    ["9007199254740100000", "9007199254740993"],
    ["9007199254740100001", "9007199254740993"],
  ]);
});
