import { expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { tradingShop } from "../../test/factories/trade.ts";

const trading = tradingShop({ handle: "searching", orders: 3, customers: 12 });
const world = await startWorld([trading]);
const { searchCustomers, searchQuery } = await import("./customer-search.ts");
const shop = await world.install(trading.domain);
const idOf = (n: number) => String(2000 + n);

test("a person is found by first and last name, by e-mail, and by a beginning of them", async () => {
  expect(await searchCustomers(shop, "first3")).toEqual({ kind: "found", ids: [idOf(3)], isMore: false });
  expect(await searchCustomers(shop, " LAST4  first4 ")).toMatchObject({ ids: [idOf(4)] });
  expect(await searchCustomers(shop, "person5@mail.example")).toMatchObject({ ids: [idOf(5)] });
  expect(await searchCustomers(shop, "person1")).toMatchObject({ ids: [1, 10, 11, 12].map(idOf) });
  expect(await searchCustomers(shop, "first3 last4")).toMatchObject({ kind: "found", ids: [] });
  expect(await searchCustomers(shop, "  ")).toEqual({ kind: "found", ids: [], isMore: false });
});

test("nothing that is typed is taken for search syntax", async () => {
  expect(searchQuery(`-ann OR "bo b" (x:y) it's *z* \\`)).toBe(`ann* or* \\"bo* b\\"* \\(x\\:y\\)* it\\'s* z* \\\\*`);
  for (const words of ["first3 OR first4", "NOT first3", "id:>0", "(first3) first4", "country:US", "'"]) {
    expect(await searchCustomers(shop, words), words).toEqual({ kind: "found", ids: [], isMore: false });
  }
  expect(await searchCustomers(shop, "-first3")).toMatchObject({ ids: [idOf(3)] });
});

test("who may not look into names is told so", async () => {
  world.at(shop.domain).protectedDataApproved = false;
  try {
    expect(await searchCustomers(shop, "first3")).toEqual({ kind: "not told", why: "not approved" });
  } finally {
    world.at(shop.domain).protectedDataApproved = true;
  }
});

test("a throttled search says so, and so does one without an answer", async () => {
  world.at(shop.domain).faults.set({ throttleNext: 3 });
  expect(await searchCustomers(shop, "first3")).toEqual({ kind: "not told", why: "throttled" });
  world.at(shop.domain).faults.set({ dropNext: 3 });
  expect(await searchCustomers(shop, "first3")).toEqual({ kind: "not told", why: "unavailable" });
});
