import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { tradingShop } from "../factories/trade.ts";

const world = await startWorld([tradingShop({ handle: "alpha", orders: 1 })]);
const { givenOrder } = await import("../factories/order.ts");
const { refreshDirty } = await import("../../app/rollups/refresh-dirty.ts");
const codes = await import("../../app/routes/app.discounts._index.tsx");
const codesFile = await import("../../app/routes/app.discounts.export.tsx");
const places = await import("../../app/routes/app.when-and-where._index.tsx");
const placesFile = await import("../../app/routes/app.when-and-where.export.tsx");

let alpha: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  await givenOrder(alpha, { placedOn: "2025-03-03", country: "DE", codes: ["TEN"], sales: [{ total: 9_000, discount: 1_000 }] });
  await givenOrder(alpha, { placedOn: "2025-03-04", country: "US", codes: ["=CMD()"], sales: [{ total: 500 }] });
  await givenOrder(alpha, { placedOn: "2025-02-04", country: "US", sales: [{ total: 700 }] });
  await refreshDirty(alpha);
});
afterAll(() => world.simulator.stop());

const MARCH = "from=2025-03-01&to=2025-03-31&compare=none";

test("the page of codes has each code, and both kinds of orders; its file has the same rows, formulas defused", async () => {
  const { figures } = await codes.loader(request("/app/discounts", `${MARCH}&sort=-netSales`));
  expect(figures?.codes.map(({ code, netSales, discounts }) => [code, netSales, discounts])).toEqual([
    ["TEN", "9000", "1000"],
    ["=CMD()", "500", "0"],
  ]);
  expect(figures?.use.map(({ orders }) => orders)).toEqual([2, 0]);

  const csv = await (await codesFile.loader(request("/app/discounts/export", `${MARCH}&sort=-netSales`))).text();
  expect(csv.split("\r\n")).toEqual([
    expect.stringContaining("Code,Orders,Gross sales (USD)"),
    expect.stringMatching(/^TEN,1,100\.00,90\.00,10\.00,10\.00,0\.1/),
    expect.stringMatching(/^'=CMD\(\),1,5\.00,5\.00,0\.00,0\.00,0/),
    "",
  ]);
});

test("when and where adds up to the ladder; its files have the table and the week", async () => {
  const { figures } = await places.loader(request("/app/when-and-where", `${MARCH}&by=country`));
  expect(figures?.rows.map(({ value, netSales }) => [value, netSales])).toEqual([
    ["DE", "9000"],
    ["US", "500"],
  ]);
  expect(figures?.ladder).toMatchObject({ netSales: "9500", orders: 2 });
  expect(figures?.hours).toHaveLength(168);

  const table = await (await placesFile.loader(request("/app/when-and-where/export", `${MARCH}&by=country`))).text();
  expect(table.split("\r\n").slice(1)).toEqual([expect.stringMatching(/^DE,1,0,90\.00/), expect.stringMatching(/^US,1,0,5\.00/), ""]);
  const week = await (await placesFile.loader(request("/app/when-and-where/export", `${MARCH}&by=week`))).text();
  expect(week.split("\r\n")).toHaveLength(1 + 168 + 1);
});

test.each(["by=planet", "sort=luck", "page=-1", "range=never", "from=2025-02-30&to=2025-03-01"])(
  "%s is answered with a sentence on the page, and refused by its file",
  async (search) => {
    expect((await places.loader(request("/app/when-and-where", search))).asked).toEqual({ problem: expect.any(String) });
    expect((await placesFile.loader(request("/app/when-and-where/export", search))).status).toBe(400);
  },
);

function request(path: string, search: string) {
  const hosted = world.at(alpha.domain);
  const params = new URLSearchParams(search);
  params.set("embedded", "1");
  params.set("shop", alpha.domain);
  params.set("host", Buffer.from(`admin.shopify.com/store/${hosted.handle}`).toString("base64url"));
  params.set("id_token", issueSessionToken(world.simulator.platform, hosted));
  const headers = { "user-agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  return { request: new Request(`${process.env.SHOPIFY_APP_URL}${path}?${params}`, { headers }), params: {}, context: {} };
}
