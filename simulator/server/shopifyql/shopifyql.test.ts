import { expect, test } from "vitest";
import { givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";

const QUERY =
  "query ($query: String!) { shopifyqlQuery(query: $query) { parseErrors tableData { columns { name dataType displayName } rows } } }";

async function given() {
  const shop = tradingShop({ handle: "report", orders: 30, days: 60 });
  const { graphql, control } = await givenSimulator([shop]);
  const run = async (query: string) => {
    const { data, errors } = await graphql(QUERY, { query });
    const { parseErrors, tableData } = Object(data.shopifyqlQuery);
    return { errors, parseErrors, columns: tableData?.columns, rows: tableData?.rows };
  };
  return { shop, run, control };
}
const cents = (amount: string) => BigInt(amount.replace(".", ""));

test("by day it says what the books say, reversals negative, and days without sales are there too", async () => {
  const { shop, run } = await given();

  const { rows, columns } = await run(
    "FROM sales SHOW orders, gross_sales, sales_reversals, net_sales, total_sales TIMESERIES day SINCE -70d UNTIL today ORDER BY day",
  );

  expect(columns[0]).toEqual({ name: "day", dataType: "DAY_TIMESTAMP", displayName: "Day" });
  expect(rows).toHaveLength(71);
  const booked = new Map(shop.books.days().map((day) => [day.day, day]));
  for (const row of rows) {
    const day = booked.get(row.day);
    expect([BigInt(row.orders), cents(row.gross_sales), cents(row.sales_reversals), cents(row.net_sales), cents(row.total_sales)]).toEqual([
      day?.orders ?? 0n,
      day?.gross_sales ?? 0n,
      -(day?.returns ?? 0n),
      day?.net_sales ?? 0n,
      day?.total_sales ?? 0n,
    ]);
  }
});

test("by sale there is a row for each, a thousand at most unless a limit is named", async () => {
  const { shop, run } = await given();

  const { rows } = await run("FROM sales SHOW net_sales GROUP BY sale_id, line_type SINCE 2000-01-01 LIMIT 5000");

  expect(rows).toHaveLength([...shop.books.sales()].length);
  expect(rows[0]).toEqual({
    sale_id: expect.stringMatching(/^\d+$/),
    line_type: expect.any(String),
    net_sales: expect.stringMatching(/^-?\d+\.\d\d$/),
  });
});

test("what cannot be read comes back as parse errors with HTTP 200", async () => {
  const { run } = await given();

  expect(await run("FROM sales SHOW returns")).toMatchObject({
    errors: [],
    parseErrors: [expect.stringContaining("`sales_reversals`")],
    rows: undefined,
  });
  expect((await run("SHOW net_sales")).parseErrors[0]).toContain("FROM");
  expect((await run("FROM sales SHOW net_sales SINCE soon")).parseErrors[0]).toContain("`soon`");
  expect((await run("FROM orders SHOW net_sales")).parseErrors[0]).toContain("`orders`");
  expect((await run("FROM sales SHOW net_sales LIMIT few")).parseErrors[0]).toContain("LIMIT");
});

test("needs read_reports and level-2 customer data", async () => {
  const { run, control } = await given();
  await control("POST", "protected-data", { approved: false });
  expect((await run("FROM sales SHOW net_sales")).errors[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });

  await control("POST", "protected-data", { approved: true });
  await control("POST", "scopes", { revoke: ["read_reports"] });
  expect((await run("FROM sales SHOW net_sales")).errors[0]?.message).toContain("`read_reports`");
});
