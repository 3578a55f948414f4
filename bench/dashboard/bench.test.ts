import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withShop } from "../../app/db.server.ts";
import { rebuildRollups } from "../../app/jobs/handlers/rebuild-rollups.ts";
import { fillShop } from "./fill.ts";
import { allInsights, measureInsights } from "./insights.ts";
import { resultOf } from "./result.ts";

const DOMAIN = "filled.myshopify.com";
const ORDERS = 1_000;
const superuser = new pg.Client({ connectionString: ownDatabase(inject("database").superuser) });
let shopId = "";

beforeAll(async () => {
  await superuser.connect();
  shopId = await fillShop(superuser, DOMAIN, { orders: ORDERS, days: 1_000 });
  await rebuildRollups({ shopId });
}, 120_000);
afterAll(() => superuser.end());

test("the sales of every order that is filled in sum up to what it was and what it is", async () => {
  const rows = await ask(`
    select orders.id
    from   orders
    left join (
             select order_id, sum(total) as now, sum(total) filter (where reason = 'ORDER') as first, count(*) filter (where day is null) as odd
             from   sale
             group  by order_id
           ) as sums on order_id = orders.id
    where  first is distinct from original_total or now is distinct from current_total or odd > 0`);

  expect(rows).toEqual([]);
  expect(await ask("select count(*)::int as orders from orders")).toEqual([{ orders: ORDERS }]);
});

test("it has customers who come again, guests, codes, returns, cancellations, tests and gift cards, on hundreds of days until today", async () => {
  const [kinds] = await ask(`
    select count(*) filter (where customer_id is null) between 50 and 400 as guests, count(*) filter (where place > 1) > 100 as again,
           count(distinct day) > 300 as days, max(day) >= (now() at time zone 'America/New_York')::date - 3 as recent
    from   order_place`);
  const [marks] = await ask(`
    select bool_or(discount_codes <> '{}') as codes, bool_or(tags <> '{}') as tags, bool_or(cancelled_at is not null) as cancelled,
           bool_or(test) as tests, count(distinct source_name) > 3 as channels, count(distinct country) > 5 as countries
    from   orders`);
  const [ledger] = await ask("select bool_or(action = 'RETURN') as returns, bool_or(line_type = 'GIFT_CARD') as cards from sale");

  expect({ ...kinds, ...marks, ...ledger }).toEqual({
    ...{ guests: true, again: true, days: true, recent: true, codes: true, tags: true, cancelled: true, tests: true, channels: true },
    ...{ countries: true, returns: true, cards: true },
  });
});

test("every insight is found and asked", async () => {
  const names = (await allInsights()).map(({ name }) => name);

  const measured = await measureInsights(DOMAIN, 1, ["today", "all"]);

  expect(names).toContain("sales-ladder");
  expect(new Set(measured.map(({ name }) => name))).toEqual(new Set(names));
  for (const { p95 } of measured) expect(p95).toBeGreaterThan(0);
}, 120_000);

test("the result names the slowest insight, and compares the largest shop with the smallest", () => {
  const page = (preset: "last30" | "all", p95: number) => ({ path: "/app", preset, p50: 1, p95 });
  const insight = (name: string, p95: number) => ({ name, preset: "all" as const, p50: 1, p95 });

  const result = resultOf([
    { orders: 1_000_000, pages: [page("last30", 90), page("all", 200)], insights: [insight("quick", 3), insight("slow", 70)] },
    { orders: 10_000, pages: [page("last30", 45), page("all", 50)], insights: [insight("quick", 900), insight("slow", 2)] },
  ]);

  expect(result).toEqual({ presetsP95Ms: 90, allTimeP95Ms: 200, slowestInsight: "slow", slowestP95Ms: 70, overviewGrowth: 2 });
});

function ask(text: string): Promise<Record<string, unknown>[]> {
  return withShop(shopId, (tx) => tx.query(text));
}

function ownDatabase(address: string): string {
  return Object.assign(new URL(address), { pathname: new URL(process.env.DATABASE_URL ?? "").pathname }).href;
}
