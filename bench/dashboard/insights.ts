import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findShop } from "../../app/db/shop.ts";
import { withShop } from "../../app/db.server.ts";
import { history } from "../../app/insights/history.ts";
import { type DateRange, type PresetId, parseDateRange, presets } from "../../app/lib/date-range.ts";
import { type Asked, parameters } from "./parameters.ts";
import { type Times, timesOf } from "./times.ts";

/** A question at a preset, and how long its answer took. One that is asked in several ways counts the slowest. */
export type InsightTimes = Times & { readonly name: string; readonly preset: PresetId };

type Question = { readonly name: string; ask(shop: { readonly id: string }, params: object): Promise<unknown> };

const folder = join(import.meta.dirname, "../../app/insights");

/** Every question that the app asks, found by looking through its room. */
export async function allInsights(): Promise<Question[]> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const found = new Map<string, Question>();
  for (const file of files.sort()) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    for (const value of Object.values(exported))
      if (typeof value === "function" && "insightName" in value && typeof value.insightName === "string")
        found.set(value.insightName, { name: value.insightName, ask: async (...given) => Reflect.apply(value, undefined, given) });
  }
  return [...found.values()];
}

/**
 * Measures every insight at presets: at all of them if none are named. Throws where one has no parameters here, or parameters have no
 * insight.
 */
export async function measureInsights(
  shopDomain: string,
  runs: number,
  at: readonly PresetId[] = presets.map(({ id }) => id),
): Promise<InsightTimes[]> {
  const questions = await allInsights();
  const missing = questions.filter(({ name }) => !(name in parameters)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`bench/dashboard/parameters.ts lacks the insights ${missing.join(", ")}`);
  const gone = Object.keys(parameters).filter((name) => !questions.some((question) => question.name === name));
  if (gone.length > 0) throw new Error(`bench/dashboard/parameters.ts names insights that are gone: ${gone.join(", ")}`);

  const shop = await findShop(shopDomain);
  if (shop === null) throw new Error(`there is no shop ${shopDomain}`);
  const [known] = await history(shop, {});
  const records = await recordsOf(shop);
  const measured: InsightTimes[] = [];
  for (const { name, ask } of questions) {
    for (const preset of at) {
      const range = rangeOf(preset, shop.today, known?.historyFrom ?? shop.today);
      const ways = [parameters[name]?.({ ...records, range, before: range.before ?? range, today: shop.today }) ?? []].flat();
      let slowest: Times = { p50: 0, p95: 0 };
      for (const way of ways) {
        await ask(shop, way).catch((cause: unknown) => {
          throw new Error(`${name} could not be asked with ${JSON.stringify(way)}`, { cause });
        });
        const times = await timesOf(runs, () => ask(shop, way));
        if (times.p95 > slowest.p95) slowest = times;
      }
      measured.push({ name, preset, ...slowest });
    }
  }
  return measured;
}

function rangeOf(preset: PresetId, today: string, firstDay: string): DateRange {
  const asked = parseDateRange(new URLSearchParams({ range: preset }), today, firstDay);
  if ("problem" in asked) throw new Error(asked.problem);
  return asked.range;
}

/** Records of the shop that are asked for one by one: those of which there is most. */
function recordsOf(shop: { readonly id: string }): Promise<Pick<Asked, "customerId" | "orderId" | "productId">> {
  return withShop(shop.id, async (tx) => {
    const first = async (text: string) => String((await tx.query(text))[0]?.id ?? "0");
    return {
      customerId: await first("select customer_id as id from customer_stats order by orders desc, customer_id limit 1"),
      orderId: await first("select order_id as id from order_place order by day desc, order_id desc limit 1"),
      productId: await first("select min(id) as id from product"),
    };
  });
}
