import { Session } from "@shopify/shopify-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { tinyShopify } from "../../../test/factories/tiny-shopify.ts";

const shopify = await tinyShopify();
const { salesOfReport, salesReport } = await import("./sales-report.ts");
const { pool } = await import("../../db.server.ts");
const { createCipher } = await import("../sessions/cipher.ts");
const { encryptingStorage } = await import("../sessions/encrypting-storage.ts");
const { connectSessionTable } = await import("../sessions/session-table.ts");

const shop = { domain: "reports.myshopify.com", currency: "USD" };
const HOUR_MS = 3_600_000;

afterAll(() => pool.end());
beforeEach(async () => {
  const expires = new Date(Date.now() + HOUR_MS);
  const session = {
    id: `offline_${shop.domain}`,
    shop: shop.domain,
    state: "",
    isOnline: false,
    accessToken: "shpat_0",
    refreshToken: "shprt_0",
  };
  const storage = encryptingStorage(connectSessionTable, createCipher(process.env.TOKEN_ENCRYPTION_KEYS ?? ""));
  await storage.storeSession(new Session({ ...session, expires, refreshTokenExpires: expires }));
  shopify.asked.length = 0;
});

const asked = z.object({ variables: z.object({ query: z.string() }) });
const queries = () => shopify.asked.map(({ body }) => asked.parse(body).variables.query);
const answer = (rows: unknown[], parseErrors: string[] = []) => ({
  body: { data: { shopifyqlQuery: { parseErrors, tableData: parseErrors.length > 0 ? null : { columns: [], rows } } } },
});

test("what takes away from sales comes back negative, and is positive here", async () => {
  shopify.answer = () =>
    answer([{ day: "2025-03-01", gross_sales: "12.50", discounts: "-2.50", sales_reversals: -1, orders: "3", net_sales: "9.000" }]);

  expect(await salesReport(shop, { from: "2025-03-01", to: "2025-03-01" })).toEqual([
    { day: "2025-03-01", grossSales: "1250", discounts: "250", returns: "100", orders: "3", netSales: "900" },
  ]);
});

test("long ranges are asked in pieces that fit into Shopify's thousand rows", async () => {
  shopify.answer = () => answer([]);
  await salesReport(shop, { from: "2020-01-01", to: "2025-03-01" });

  expect(queries().map((query) => query.slice(query.indexOf("SINCE")))).toEqual([
    "SINCE 2020-01-01 UNTIL 2022-09-26 ORDER BY day LIMIT 1000",
    "SINCE 2022-09-27 UNTIL 2025-03-01 ORDER BY day LIMIT 1000",
  ]);
});

test("a column that Shopify does not know is left out of the next question; any other mistake is thrown in its words", async () => {
  shopify.answer = ({ body }) =>
    JSON.stringify(body).includes("tips")
      ? answer([], ["Column `tips` was not found in `sales`."])
      : answer([{ day: "2025-03-01", net_sales: "1.00" }]);
  expect(await salesReport(shop, { from: "2025-03-01", to: "2025-03-01" })).toEqual([{ day: "2025-03-01", netSales: "100" }]);
  expect(queries()).toHaveLength(2);

  shopify.answer = () => answer([], ["Table `sales` is away."]);
  await expect(salesReport(shop, { from: "2025-03-01", to: "2025-03-01" })).rejects.toThrow("Table `sales` is away.");
});

test("sales come by id, whether Shopify writes it as a number or as a gid", async () => {
  shopify.answer = () =>
    answer([
      { sale_id: "gid://shopify/Sale/9007199254740993", order_id: 12, order_name: "#1001", line_type: "product", net_sales: "-4.00" },
    ]);

  expect(await salesOfReport(shop, "2025-03-01")).toEqual({
    sales: [{ saleId: "9007199254740993", orderId: "12", orderName: "#1001", lineType: "PRODUCT", netSales: "-400" }],
    isWhole: true,
  });
});

test("what is no amount is refused with its column", async () => {
  shopify.answer = () => answer([{ day: "2025-03-01", net_sales: "a lot" }]);

  await expect(salesReport(shop, { from: "2025-03-01", to: "2025-03-01" })).rejects.toThrow("“a lot” in the column net_sales is no amount");
});
