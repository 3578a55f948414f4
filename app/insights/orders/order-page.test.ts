import { beforeAll, expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { orderAgreements } from "./order-agreements.ts";
import { orderHeader } from "./order-header.ts";
import { orderLines } from "./order-lines.ts";
import { orderSales } from "./order-sales.ts";

const shirt = { product: "Linen shirt" };
let shop: GivenShop;
let orderId = "";

beforeAll(async () => {
  shop = await givenShop({ timeZone: "Europe/Berlin" });
  orderId = await givenOrder(shop, {
    name: "#1001",
    customer: "ann",
    // clocks go forward at 01:00Z of 2025-03-30: the order falls on the 29th, what came back on the 30th
    placedAt: "2025-03-29T22:59:00Z",
    presentmentCurrency: "EUR",
    tags: ["vip"],
    codes: ["TEN"],
    channel: "web",
    lines: [{ ...shirt, variantTitle: "M", quantity: 3, currentQuantity: 1, unitPrice: 5_000 }],
    sales: [
      { ...shirt, quantity: 3, total: 14_850, tax: 1_350, discount: 1_500 },
      { lineType: "SHIPPING", total: 550, tax: 50 },
      { lineType: "TIP", total: 300 },
    ],
    later: [
      {
        on: "2025-03-30",
        at: "2025-03-29T23:01:00Z",
        sales: [
          { ...shirt, action: "RETURN", quantity: -2, total: -9_900, tax: -900, discount: 1_000 },
          { action: "RETURN", lineType: "ADJUSTMENT", total: 110, tax: 10 },
          { lineType: "FEE", total: 220, tax: 20 },
        ],
      },
      { on: "2025-04-01", reason: "ORDER_EDIT", sales: [{ lineType: "GIFT_CARD", total: 2_000, tax: 100 }] },
    ],
  });
  await refreshDirty(shop);
});

test("the header tells what the order is, and where it stands", async () => {
  const [header] = await orderHeader(shop, { orderId });

  expect(header).toMatchObject({
    name: "#1001",
    placedAt: "2025-03-29T22:59:00.000Z",
    placedOn: "2025-03-29",
    customerId: idOf("ann"),
    place: 1,
    standing: "sale",
    returned: true,
    currency: "USD",
    presentmentCurrency: "EUR",
    channel: "web",
    discountCodes: ["TEN"],
    tags: ["vip"],
    originalTotal: "15700",
    currentTotal: "8130",
  });
});

test("each agreement tells what it did to every figure, on its own day, and what the order stood at afterwards", async () => {
  const agreements = await orderAgreements(shop, { orderId });
  const none = {
    grossSales: "0",
    discounts: "0",
    returns: "0",
    netSales: "0",
    shipping: "0",
    duties: "0",
    fees: "0",
    taxes: "0",
    tips: "0",
  };

  expect(agreements.map(({ agreementId: _, ...agreement }) => agreement)).toEqual([
    {
      ...none,
      reason: "ORDER",
      happenedAt: "2025-03-29T22:59:00.000Z",
      day: "2025-03-29",
      grossSales: "15000",
      discounts: "1500",
      netSales: "13500",
      shipping: "500",
      taxes: "1400",
      tips: "300",
      giftCards: "0",
      other: "0",
      total: "15700",
      runningTotal: "15700",
    },
    {
      ...none,
      reason: "REFUND",
      happenedAt: "2025-03-29T23:01:00.000Z",
      day: "2025-03-30",
      returns: "8900",
      netSales: "-8900",
      fees: "200",
      taxes: "-870",
      giftCards: "0",
      other: "0",
      total: "-9570",
      runningTotal: "6130",
    },
    {
      ...none,
      reason: "ORDER_EDIT",
      happenedAt: "2025-04-01T10:00:00.000Z",
      day: "2025-04-01",
      giftCards: "1900",
      other: "100",
      total: "2000",
      runningTotal: "8130",
    },
  ]);
});

test("the sales of an agreement name the line they are of", async () => {
  const sales = await orderSales(shop, { orderId });

  expect(
    sales.map(({ action, lineType, title, quantity, exTax, discount, tax }) => [action, lineType, title, quantity, exTax, discount, tax]),
  ).toEqual([
    ["ORDER", "PRODUCT", "Linen shirt", 3, "13500", "1500", "1350"],
    ["ORDER", "SHIPPING", null, null, "500", "0", "50"],
    ["ORDER", "TIP", null, null, "300", "0", "0"],
    ["RETURN", "PRODUCT", "Linen shirt", -2, "-9000", "1000", "-900"],
    ["RETURN", "ADJUSTMENT", null, null, "100", "0", "10"],
    ["ORDER", "FEE", null, null, "200", "0", "20"],
    ["ORDER", "GIFT_CARD", null, null, "1900", "0", "100"],
  ]);
});

test("a line stands with what was ordered, what is left, and its own net sales", async () => {
  expect(await orderLines(shop, { orderId })).toMatchObject([
    {
      title: "Linen shirt",
      variantTitle: "M",
      productId: idOf("Linen shirt"),
      quantity: 3,
      currentQuantity: 1,
      unitPrice: "5000",
      netSales: "4500",
    },
  ]);
});

test("a test order and a deleted one are told with their ledger, and that they count nowhere", async () => {
  const [test, deleted] = [await givenOrder(shop, { test: true }), await givenOrder(shop, { deleted: true })];
  await refreshDirty(shop);

  expect(await orderHeader(shop, { orderId: test })).toMatchObject([{ standing: "test", place: null }]);
  expect(await orderHeader(shop, { orderId: deleted })).toMatchObject([{ standing: "deleted", place: null }]);
  expect(await orderAgreements(shop, { orderId: deleted })).toMatchObject([{ netSales: "1000", total: "1000" }]);
});

test("it never tells another shop's order", async () => {
  const other = await givenShop();
  for (const insight of [orderHeader, orderAgreements, orderSales, orderLines]) expect(await insight(other, { orderId })).toEqual([]);
});
