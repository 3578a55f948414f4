import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { ROLLUPS_VERSION } from "../../app/rollups/version.ts";
import { environment, run } from "../load/processes.ts";
import { startWeb } from "../webhook/web-process.ts";
import { measureExports } from "./exports.ts";
import { fillShop } from "./fill.ts";
import type { InsightTimes } from "./insights.ts";
import { startStandIn } from "./stand-in.ts";
import { measurePages, type PageTimes } from "./visits.ts";

/** As `npm run worker` starts it. */
const WORKER_FLAGS = ["--max-semi-space-size=4"];
const DAYS = 1_000;

const refreshed = z.object({ tookMs: z.number(), peakMb: z.number() });

export type Sized = { readonly orders: number; readonly pages: readonly PageTimes[]; readonly insights: readonly InsightTimes[] };

type Bench = {
  readonly superuser: string;
  readonly app: string;
  readonly sizes: readonly number[];
  readonly runs: number;
  /** For the web process's log. */
  readonly folder: string;
  readonly say: (line: string) => void;
};

/** Fills a shop of each size, builds its rollups as the worker does, and measures. The environment has to name the database already. */
export async function bench({ superuser, app, sizes, runs, folder, say }: Bench): Promise<Sized[]> {
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  const standIn = await startStandIn();
  try {
    const shops: { orders: number; domain: string }[] = [];
    for (const orders of sizes) {
      const domain = `shop-of-${orders}.myshopify.com`;
      shops.push({ orders, domain });
      if (await isThere(client, domain)) continue;
      const filled = await timed(() => fillShop(client, domain, { orders, days: DAYS }));
      await client.query("analyze");
      const script = "../dashboard/refresh.ts";
      const { tookMs, peakMb } = refreshed.parse(JSON.parse(await run(script, [filled.result], environment(app), WORKER_FLAGS)));
      say(
        `${orders.toLocaleString("en")} orders: filled in ${seconds(filled.ms)}; rollups built in ${seconds(tookMs)}, at most ${peakMb.toFixed(0)} MB`,
      );
    }
    await client.query("delete from session"); // an earlier bench sealed its tokens with another key
    await client.query("vacuum analyze"); // what autovacuum does within a minute of a load
    await client.query("checkpoint");
    const web = await startWeb(app, join(folder, "web.log"), { env: { SHOPIFY_ADMIN_ENDPOINT: standIn.url } });
    try {
      const { measureInsights } = await import("./insights.ts");
      const measured: Sized[] = [];
      for (const { orders, domain } of shops)
        measured.push({ orders, pages: await measurePages(web, domain, runs, say), insights: await measureInsights(domain, runs) });
      for (const { domain } of shops) await measureExports(web, domain, say);
      return measured;
    } finally {
      await web.stop();
    }
  } finally {
    standIn.stop();
    await client.end();
  }
}

/** Whether an earlier bench has filled the shop and built its rollups. */
async function isThere(client: pg.Client, domain: string): Promise<boolean> {
  const { rowCount } = await client.query("select from shop where domain = $1 and rollups_version = $2", [domain, ROLLUPS_VERSION]);
  return rowCount === 1;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedAt = performance.now();
  return { result: await work(), ms: performance.now() - startedAt };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
