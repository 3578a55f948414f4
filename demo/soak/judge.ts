import { AppSide } from "../app-side.ts";
import { compare, type Sale } from "../compare.ts";
import { noFigures } from "../figures.ts";
import { compareRecords } from "./compare-records.ts";
import type { House, SoakShop } from "./house.ts";
import { recordsOfSimulator } from "./records.ts";
import { Stored } from "./stored.ts";

export type Judgement = {
  /** How many things are not the same: in all, by shop and kind, and the first of each. */
  readonly differences: number;
  readonly kinds: readonly string[];
  readonly first: readonly string[];
  /** What was compared, in words. */
  readonly compared: string;
};

const SHOWN_OF_A_KIND = 10;
const number = (value: number) => value.toLocaleString("en-US");

/** Compares all that the app has with the simulator's truth: days and sales, records, and rollups with their recomputation. */
export async function judge(house: House): Promise<Judgement> {
  const refresh = await refresher(house);
  const first: string[] = [];
  const kinds: string[] = [];
  let [differences, days, sales, records, rollups] = [0, 0, 0, 0, 0];
  const add = ({ hosted: { handle } }: SoakShop, kind: string, count: number, lines: readonly string[]) => {
    if (count === 0) return;
    differences += count;
    kinds.push(`${number(count)} of ${handle}'s ${kind}`);
    first.push(...lines.slice(0, SHOWN_OF_A_KIND).map((line) => `${handle}: ${line}`));
  };
  try {
    for (const shop of house.shops) {
      const figures = await compareFigures(house, shop);
      days += figures.days;
      sales += figures.sales;
      add(
        shop,
        "figures and sales",
        figures.differing,
        figures.differences.map(({ where, what, books, app }) => `${where}: ${what} is ${app}, the books say ${books}`),
      );
      await Stored.with(house.database, shop.hosted.domain, async (stored) => {
        const truth = recordsOfSimulator(shop.hosted);
        records += Object.values(truth).reduce((sum, { size }) => sum + size, 0);
        const lines = compareRecords(truth, await stored.records(), await stored.checkoutsToldGone());
        add(shop, "records", lines.length, lines);
        const asTheyWere = await stored.rollups();
        await stored.outdateRollups();
        await refresh.run(stored.shopId);
        const anew = await stored.rollups();
        rollups += anew.length;
        const rollupLines = unequal(asTheyWere, anew);
        add(shop, "rows of rollups", rollupLines.length, rollupLines);
      });
    }
  } finally {
    await refresh.close();
  }
  const compared = `${number(days)} days, ${number(sales)} sales, ${number(records)} records and ${number(rollups)} rows of rollups compared`;
  return { differences, kinds, first, compared };
}

async function compareFigures(house: House, { hosted }: SoakShop) {
  const app = await AppSide.open(house.database, hosted.domain);
  try {
    return await compare({
      booksDays: hosted.shop.books.days(),
      appDays: await app.days(),
      booksSales: salesOf(hosted),
      appSales: await app.sales(),
      currency: hosted.shop.profile.currency,
    });
  } finally {
    await app.close();
  }
}

async function* salesOf({ shop }: SoakShop["hosted"]): AsyncGenerator<Sale> {
  for (const sale of shop.books.sales()) yield { ...noFigures, ...sale };
}

/** The app's own way from facts to rollups; it reads its environment when it is imported. */
async function refresher({ env }: House) {
  Object.assign(process.env, env);
  const { refreshDirty } = await import("../../app/rollups/refresh-dirty.ts");
  const { pool, withShop } = await import("../../app/db.server.ts");
  const { markAllWhereBehind } = await import("../../app/rollups/mark-all.ts");
  const run = async (shopId: string) => {
    await withShop(shopId, markAllWhereBehind);
    await refreshDirty({ id: shopId });
  };
  return { run, close: () => pool.end() };
}

function unequal(before: readonly string[], anew: readonly string[]): string[] {
  const [were, are] = [new Set(before), new Set(anew)];
  return [
    ...before.filter((row) => !are.has(row)).map((row) => `rollups: ${row} does not follow from the facts`),
    ...anew.filter((row) => !were.has(row)).map((row) => `rollups: ${row} was missing`),
  ];
}
