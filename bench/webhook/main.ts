/**
 * `npm run bench:webhook`: the door for webhooks against the production server, a real PostgreSQL that syncs to disk, and one hot shop.
 * With `-- --burst` instead how long the whole house takes for 10,000 events on 500 orders of a shop.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { z } from "zod";
import { ensureBuild } from "../../demo/build.ts";
import { startEmbedded } from "../../prisma/embedded.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { burst } from "./burst.ts";
import { deliveries } from "./deliveries.ts";
import { atFullSpeed, atRate } from "./load.ts";
import { startWeb } from "./web-process.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    seconds: { type: "string", default: "2" },
    rate: { type: "string", default: "500" },
    burst: { type: "boolean", default: false },
    events: { type: "string", default: "10000" },
    orders: { type: "string", default: "500" },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const rate = Number(options.rate);

const SHOP = "hot-shop.myshopify.com";
const CONNECTIONS = 64;
/**
 * The steady rate is held for so many windows of so long, for a machine that has other work may be away for a second: the median counts.
 */
const WINDOWS = 3;
const WINDOW_MS = 8_000;
/** A burst of 10,000 events on 500 orders is to be in the figures by then. */
const MOST_BURST_SECONDS = 90;
/** Of a hundred deliveries at the steady rate so many come twice. */
const TWICE = 2;

if (options.burst) {
  const result = await burst(Number(options.events), Number(options.orders));
  console.log(JSON.stringify(result));
  process.exit(result.seconds < MOST_BURST_SECONDS && result.wrong === 0 ? 0 : 1);
}

const folder = mkdtempSync(join(tmpdir(), "tillwise-bench-webhook-"));
const say = (what: string, figure: string) => console.log(`${what.padEnd(52)} ${figure.padStart(14)}`);
const perSecond = (figure: number) => `${Math.round(figure).toLocaleString("en")} /s`;

await ensureBuild();
const database = await startEmbedded({ folder });
const owner = new pg.Client({ connectionString: database.url("superuser", "bench") });
try {
  const { app } = await prepareEmbedded(database, "bench");
  await owner.connect();
  await owner.query("insert into shop (domain, name, currency, time_zone) values ($1, 'Hot shop', 'USD', 'America/New_York')", [SHOP]);
  const web = await startWeb(app, join(folder, "web.log"), { imports: ["./bench/webhook/comparison.ts"] });
  try {
    await measure(web.port, web.secret);
  } finally {
    await web.stop();
  }
} finally {
  await owner.end();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(port: number, secret: string): Promise<void> {
  const make = deliveries(port, secret, SHOP);
  const sent = new Set<string>();
  let requests = 0;
  const toDoor = (id: string = randomUUID()) => {
    sent.add(id);
    requests += 1;
    return make("/webhooks", id);
  };
  const toComparison = () => make("/bench/hmac");
  const load = { port, connections: CONNECTIONS, forMs: seconds * 1000 };

  for (const request of [toComparison, toDoor]) await atFullSpeed(() => request(), { ...load, forMs: 2_000 }); // until both are compiled
  const pairs: { comparison: number; door: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const pair = { comparison: await atFullSpeed(toComparison, load), door: await atFullSpeed(() => toDoor(), load) };
    say(`round ${round}: HMAC check alone · the door`, `${perSecond(pair.comparison)} · ${perSecond(pair.door)}`);
    pairs.push(pair);
  }
  const again = repeating();
  const p99s: number[] = [];
  for (let window = 1; window <= WINDOWS; window += 1) {
    const times = await atRate(() => toDoor(again.next()), rate, { ...load, forMs: WINDOW_MS });
    p99s.push(quantile(times, 0.99));
    say(
      `${rate} a second: half · 99 % · worst`,
      [quantile(times, 0.5), quantile(times, 0.99), times.at(-1) ?? 0].map((ms) => `${ms.toFixed(1)} ms`).join(" · "),
    );
  }
  const door = median(pairs.map((pair) => pair.door));
  const [{ kept, counted }] = z
    .tuple([z.object({ kept: z.coerce.number(), counted: z.coerce.number() })])
    .parse((await owner.query("select count(*) as kept, sum(deliveries) as counted from inbox")).rows);
  say("HMAC check alone, median", perSecond(median(pairs.map(({ comparison }) => comparison))));
  say("the door, median", perSecond(door));
  say("deliveries answered 200, of them again", `${requests.toLocaleString("en")} · ${again.count()}`);
  const result = {
    throughputRatio: round(median(pairs.map((pair) => pair.door / pair.comparison))),
    perSecond: Math.round(door),
    p99Ms: round(median(p99s)),
    lost: Math.max(0, sent.size - kept, requests - counted),
    duplicated: Math.max(0, kept - sent.size, counted - requests),
  };
  console.log(JSON.stringify(result));
  if (result.throughputRatio < 0.7 || result.p99Ms >= 100 || result.lost !== 0 || result.duplicated !== 0) process.exitCode = 1;
}

/** Ids of deliveries: new ones, and now and then one of the last ten once more, as Shopify does. */
function repeating() {
  const recent: string[] = [];
  let repeated = 0;
  return {
    count: () => repeated,
    next: () => {
      const again = Math.random() * 100 < TWICE ? recent[Math.floor(Math.random() * recent.length)] : undefined;
      if (again !== undefined) {
        repeated += 1;
        return again;
      }
      const id = randomUUID();
      recent.push(id);
      if (recent.length > 10) recent.shift();
      return id;
    },
  };
}

function median(figures: readonly number[]): number {
  return quantile(
    [...figures].sort((one, other) => one - other),
    0.5,
  );
}

/** The value below which the given share of ordered values lies. */
function quantile(ordered: readonly number[], share: number): number {
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN;
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
