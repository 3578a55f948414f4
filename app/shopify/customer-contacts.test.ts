import { expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { tradingShop } from "../../test/factories/trade.ts";

const CUSTOMERS = 600;
const trading = tradingShop({ handle: "contacts", orders: 3, customers: CUSTOMERS });
const world = await startWorld([trading]);
const { mayReadContacts, withContacts } = await import("./customer-contacts.ts");
const { domain } = await world.install(trading.domain);
const hosted = world.at(domain);
const shop = { domain, signal: new AbortController().signal };

async function* rowsOf(numbers: readonly number[]) {
  for (const number of numbers) yield { customerId: String(2000 + number) };
}

async function told(numbers: readonly number[], extent: { rows: number; customers: number }) {
  const all = [];
  for await (const { row, contact } of withContacts(shop, rowsOf(numbers), extent)) all.push([row.customerId, contact] as const);
  return all;
}

const every = Array.from({ length: CUSTOMERS }, (_, index) => index + 1);
const contact = (number: number) => ({ name: `First${number} Last${number}`, email: `person${number}@mail.example` });

test("a few are asked for by number, many by leafing through all: the answers are the same", async () => {
  const some = every.filter((number) => number % 7 === 0);

  expect(await told(some, { rows: 10, customers: 1_000 })).toEqual(some.map((number) => [String(2000 + number), contact(number)]));
  expect(await told(some, { rows: 900, customers: 1_000 })).toEqual(some.map((number) => [String(2000 + number), contact(number)]));
  expect((await told(every, { rows: 600, customers: 600 })).map(([, each]) => each)).toEqual(every.map(contact));
});

test("whom Shopify does not know has no contact, either way", async () => {
  for (const rows of [1, 600]) {
    expect(await told([-1_500, 2, 9_000], { rows, customers: CUSTOMERS })).toEqual([
      ["500", "unknown"],
      ["2002", contact(2)],
      ["11000", "unknown"],
    ]);
  }
});

test("where Shopify stops answering the rest comes without, and says so", async () => {
  hosted.protectedDataApproved = false;
  try {
    expect(await mayReadContacts(shop, "2001")).toBe(false);
    expect(await told([1, 2], { rows: 1, customers: CUSTOMERS })).toEqual([
      ["2001", "not told"],
      ["2002", "not told"],
    ]);
  } finally {
    hosted.protectedDataApproved = true;
  }
  expect(await mayReadContacts(shop, "2001")).toBe(true);
});

test("a throttled export waits and goes on", async () => {
  hosted.faults.set({ throttleNext: 2 });
  expect(await told([1], { rows: 1, customers: CUSTOMERS })).toEqual([["2001", contact(1)]]);
});
