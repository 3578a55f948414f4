import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../../prisma/embedded.ts";
import { freePort } from "../../prisma/embedded-state.ts";
import { generateClient } from "../../prisma/generate.ts";
import { type DatabaseUrls, prepareEmbedded } from "../../prisma/setup.ts";
import type { HostedShop } from "../../simulator/server/hosted-shop.ts";
import type { Platform } from "../../simulator/server/platform.ts";
import { startSimulator } from "../../simulator/server/start.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { ensureBuild } from "../build.ts";
import { type Child, keepRunning, workerFlags } from "../child.ts";
import { environment } from "../environment.ts";
import { keptIn } from "../kept.ts";
import { Visitor } from "../visitor.ts";

/** A shop of the soak: as the simulator has it, and somebody who opens the app in it. */
export type SoakShop = { readonly hosted: HostedShop; readonly visitor: Visitor };

/** A whole house with two shops, whose database can be killed. */
export type House = {
  readonly shops: readonly SoakShop[];
  readonly platform: Platform;
  readonly simulator: string;
  readonly database: DatabaseUrls;
  /** What web and worker are given, for code of the app that runs here. */
  readonly env: Readonly<Record<string, string>>;
  readonly web: Child;
  readonly worker: Child;
  /** SIGKILL for the database server; it is back after so long, or throws. */
  killDatabase(awayMs: number): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  readonly folder: string;
  readonly seed: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly onFailure: (reason: string) => void;
};

const WEB_TIMEOUT_MS = 60_000;
const BIG_SHOP = 0.1;
const SMALL_SHOP = 0.02;

/** Starts database, simulator, web and worker in `folder`. What has started is stopped again if the rest fails. */
export async function openHouse({ folder, seed, say, signal, onFailure }: Options): Promise<House> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let next = started.pop(); next; next = started.pop()) await next();
  };
  try {
    const kept = keptIn(folder);
    generateClient();
    await ensureBuild(signal);
    let server = await startEmbedded({ folder });
    let restarting: Promise<unknown> = Promise.resolve();
    started.push(async () => {
      await restarting.catch(() => undefined);
      await server.stop();
    });
    const database = await prepareEmbedded(server);
    signal.throwIfAborted();

    const app = `http://localhost:${await freePort(0)}`;
    const today = kept.firstStartOn;
    const number = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
    const shops = [
      demoShop({ seed: number, today, scale: BIG_SHOP, domain: "soaked.myshopify.com" }),
      demoShop({ seed: number + 1, today, scale: SMALL_SHOP, domain: "damp.myshopify.com" }),
    ];
    const simulator = await startSimulator({
      port: 0,
      shops,
      appUrl: app,
      apiKey: kept.apiKey,
      apiSecret: kept.apiSecret,
      subscriptions: new URL("../../shopify.app.toml", import.meta.url),
      logger: { error: (message, error) => say(`simulator: ${message}: ${error instanceof Error ? error.stack : String(error)}`) },
    });
    started.push(() => simulator.stop());

    const env = environment(kept, { app, simulator: simulator.url }, database.app);
    const shared = { logs: join(folder, "logs"), say: () => undefined, onGivenUp: onFailure };
    const worker = keepRunning({
      ...shared,
      name: "worker",
      program: "worker/main.ts",
      flags: workerFlags,
      env: { ...env, DATABASE_OWNER_URL: database.owner },
    });
    started.push(() => worker.stop());
    const web = keepRunning({ ...shared, name: "web", program: "server.ts", env });
    started.push(() => web.stop());
    await answers(`${app}/healthz`, signal);

    return {
      shops: [...simulator.platform.shops.values()].map((hosted) => ({ hosted, visitor: visitorOf(hosted, simulator.url, app) })),
      platform: simulator.platform,
      simulator: simulator.url,
      database,
      env,
      web,
      worker,
      killDatabase(awayMs) {
        const restart = async () => {
          process.kill(server.pid, "SIGKILL");
          await sleep(awayMs);
          server = await startEmbedded({ folder });
        };
        const done = restarting.then(restart);
        restarting = done;
        return done;
      },
      stop,
    };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  }
}

function visitorOf({ domain, handle, shop }: HostedShop, simulator: string, app: string): Visitor {
  const { name, currency, timeZone } = shop.profile;
  const adminUrl = `${simulator}/store/${handle}/apps/tillwise/app`;
  return new Visitor({ adminUrl, simulator, app, shop: { domain, name, currency, timeZone } });
}

async function answers(address: string, signal: AbortSignal): Promise<void> {
  for (const end = Date.now() + WEB_TIMEOUT_MS; Date.now() < end; await sleep(100)) {
    signal.throwIfAborted();
    if (await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null)) return;
  }
  throw new Error(`The app does not answer at ${address}.`);
}
