import { expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { givenVariant } from "../../../test/factories/variant.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { salesLadder } from "../sales-ladder.ts";
import { productPerformance } from "./product-performance.ts";
import { productTotals } from "./product-totals.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const february = { from: "2025-02-01", to: "2025-02-28" };
const asked = { ...march, before: null, by: "product", search: "" } as const;
const sorted = { sort: "net", descending: true, limit: null, offset: 0 } as const;

/** In February a shirt for 40.00; in March two shirts, a scarf and something without a product, and a shirt and 3.00 back. */
async function givenTrade(shop: GivenShop) {
  await givenProduct(shop, "Linen shirt", { type: "Shirts", vendor: "Acme" });
  await givenProduct(shop, "Wool scarf", { type: "Scarves", vendor: "Acme", deleted: true });
  await givenVariant(shop, "Linen shirt", "Blue", { sku: "LS-1" });
  await givenOrder(shop, { placedOn: "2025-02-20", sales: [{ product: "Linen shirt", variant: "Blue", total: 4_000 }] });
  await givenOrder(shop, {
    placedOn: "2025-03-03",
    sales: [
      { product: "Linen shirt", variant: "Blue", total: 10_800, tax: 800, discount: 500, quantity: 2 },
      { product: "Wool scarf", total: 4_000, quantity: 4 },
      { total: 700 },
      { lineType: "GIFT_CARD", product: "Card", total: 9_999 },
    ],
    later: [
      {
        on: "2025-03-09",
        sales: [
          { action: "RETURN", product: "Linen shirt", variant: "Blue", total: -5_400, tax: -400 },
          { action: "RETURN", lineType: "ADJUSTMENT", total: -300 },
        ],
      },
    ],
  });
  await refreshDirty(shop);
}

test("products stand with their sums, their share of the shop's net sales and the days before", async () => {
  const shop = await givenShop();
  await givenTrade(shop);

  const rows = await productPerformance(shop, { ...asked, before: february, ...sorted });

  expect(rows).toEqual([
    {
      key: idOf("Linen shirt"),
      productId: idOf("Linen shirt"),
      variantId: null,
      title: "Linen shirt",
      variantTitle: null,
      sku: null,
      deleted: false,
      units: 2,
      unitsReturned: 1,
      grossSales: "10500",
      discounts: "500",
      returns: "5000",
      netSales: "5000",
      netBefore: "4000",
      returnRate: 0.5,
      share: 5000 / 9400,
      change: 0.25,
    },
    expect.objectContaining({
      title: "Wool scarf",
      deleted: true,
      units: 4,
      netSales: "4000",
      netBefore: "0",
      returnRate: 0,
      change: null,
    }),
    expect.objectContaining({ key: "none", productId: null, title: null, netSales: "700" }),
  ]);
});

test("the rows less the adjustments are the shop's net sales", async () => {
  const shop = await givenShop();
  await givenTrade(shop);

  const [totals] = await productTotals(shop, { ...asked, before: february });

  expect(totals).toEqual({
    rows: 3,
    units: 7,
    unitsReturned: 1,
    grossSales: "15200",
    discounts: "500",
    returns: "5000",
    netSales: "9700",
    netBefore: "4000",
    adjustments: "300",
    shopNetSales: "9400",
    shopNetBefore: "4000",
  });
  expect((await salesLadder(shop, march))[0]).toMatchObject({ netSales: "9400", returns: "5300" });
});

test("variants, types and vendors are told by the catalogue, and come to the same", async () => {
  const shop = await givenShop();
  await givenTrade(shop);
  const by = async (grouping: "variant" | "type" | "vendor") => {
    const rows = await productPerformance(shop, { ...asked, by: grouping, ...sorted });
    return rows.map(({ title, variantTitle, sku, netSales }) => [title, variantTitle, sku, netSales]);
  };

  const none = [null, null, null, "700"];
  expect(await by("variant")).toEqual([["Linen shirt", "Blue", "LS-1", "5000"], ["Wool scarf", null, null, "4000"], none]);
  expect(await by("type")).toEqual([["Shirts", null, null, "5000"], ["Scarves", null, null, "4000"], none]);
  expect(await by("vendor")).toEqual([["Acme", null, null, "9000"], none]);
});

test("it is sorted, searched and turned as asked", async () => {
  const shop = await givenShop();
  await givenTrade(shop);
  const titles = async (more: object) => (await productPerformance(shop, { ...asked, ...sorted, ...more })).map(({ title }) => title);

  expect(await titles({ sort: "title", descending: false })).toEqual(["Linen shirt", "Wool scarf", null]);
  expect(await titles({ sort: "returns", limit: 1 })).toEqual(["Linen shirt"]);
  expect(await titles({ limit: 1, offset: 1 })).toEqual(["Wool scarf"]);
  expect(await titles({ search: "SCARF" })).toEqual(["Wool scarf"]);
  expect(await titles({ by: "variant", search: "ls-1" })).toEqual(["Linen shirt"]);
  expect((await productTotals(shop, { ...asked, search: "scarf" }))[0]).toMatchObject({ rows: 1, netSales: "4000", adjustments: "300" });
});

test("whole months and the days around them are the range exactly, across a change of the clocks", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  for (const day of ["2025-01-31", "2025-02-01", "2025-03-30", "2025-03-31", "2025-04-01", "2025-04-02"]) {
    await givenOrder(shop, { placedOn: day, sales: [{ product: "Linen shirt", total: 1_000 }] });
  }
  await givenOrder(shop, { placedAt: "2025-03-30T23:30:00Z", sales: [{ product: "Linen shirt", total: 70 }] }); // 00:30 on the 31st
  await refreshDirty(shop);
  const net = async (from: string, to: string) => (await productPerformance(shop, { ...asked, from, to, ...sorted }))[0]?.netSales;

  expect(await net("2025-01-31", "2025-04-01")).toBe("5070");
  expect(await net("2025-02-01", "2025-03-31")).toBe("3070");
  expect(await net("2025-03-31", "2025-03-31")).toBe("1070");
  expect(await net("2025-03-30", "2025-03-30")).toBe("1000");
});

test("a product that is out of the catalogue bears the title under which it was sold last", async () => {
  const shop = await givenShop();
  const straw = (placedOn: string) => givenOrder(shop, { placedOn, lines: [{ product: "Straw hat" }], sales: [{ product: "Straw hat" }] });
  await straw("2025-03-03");
  await refreshDirty(shop);

  expect(await productPerformance(shop, { ...asked, ...sorted })).toMatchObject([{ title: "Straw hat" }]);
  expect(await productPerformance(shop, { ...asked, by: "type", ...sorted })).toMatchObject([{ key: "unknown", title: null }]);
});

test("it never counts another shop's, nor takes its titles", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenTrade(other);
  await givenOrder(shop, { placedOn: "2025-03-03", sales: [{ product: "Linen shirt", total: 5 }] });
  await refreshDirty(shop);

  expect(await productPerformance(shop, { ...asked, ...sorted })).toMatchObject([{ title: null, netSales: "5", share: 1 }]);
  expect(await productTotals(shop, asked)).toMatchObject([{ rows: 1, netSales: "5", adjustments: "0", shopNetSales: "5" }]);
});
