import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ZodError } from "zod";
import type { SimulatedShop } from "../world/shop.ts";
import { adminRoutes } from "./admin/routes.ts";
import { authRoutes } from "./auth/routes.ts";
import { bulkRoutes } from "./bulk/routes.ts";
import { controlRoutes } from "./control/routes.ts";
import { graphqlRoutes } from "./graphql/routes.ts";
import type { HostedShop } from "./hosted-shop.ts";
import { BadRequest, type Route, sendJson } from "./http.ts";
import { Journal } from "./life/journal.ts";
import { lifeRoutes } from "./life/routes.ts";
import { type Logger, stderrLogger } from "./logger.ts";
import { Platform } from "./platform.ts";
import { webhookRoutes } from "./webhooks/routes.ts";
import { readSubscriptions, type Subscriptions } from "./webhooks/subscriptions.ts";

export type SimulatorOptions = {
  /** Address to listen on; the loopback address unless said. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly shops: readonly SimulatedShop[];
  /** Where the app is served; may be changed later by POST /control/app. */
  readonly appUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly logger?: Logger;
  /** What the app subscribes to: its shopify.app.toml, or the list itself. Without them no webhook is sent. */
  readonly subscriptions?: string | URL | Subscriptions;
  /** Where what happens in the shops is kept, to happen again at the next start; else it is forgotten. */
  readonly journalFolder?: string;
};
export type Simulator = { readonly url: string; readonly port: number; readonly platform: Platform; stop(): Promise<void> };

const ROUTES: readonly Route[] = [
  ...graphqlRoutes,
  ...authRoutes,
  ...bulkRoutes,
  ...controlRoutes,
  ...webhookRoutes,
  ...lifeRoutes,
  ...adminRoutes,
];

/** Starts the stand-in for Shopify over the given shops. `stop` ends it and leaves nothing behind: no handle, no file. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const filesFolder = await mkdtemp(join(tmpdir(), "shopify-stand-in-"));
  const platform = new Platform({
    shops: options.shops,
    app: { url: options.appUrl, apiKey: options.apiKey, apiSecret: options.apiSecret, name: "Tillwise", handle: "tillwise" },
    filesFolder,
    logger: options.logger ?? stderrLogger,
    ...(options.subscriptions && { subscriptions: subscriptionsOf(options.subscriptions) }),
  });
  if (options.journalFolder) for (const hosted of platform.shops.values()) keepJournal(hosted, options.journalFolder, platform.logger);
  const server = createServer((request, response) => void answer(platform, request, response));
  server.keepAliveTimeout = 30_000;
  const port = await listen(server, options.port, options.host ?? "127.0.0.1");
  platform.url = `http://localhost:${port}`;
  const stop = async (): Promise<void> => {
    platform.stopped = true;
    platform.lives.stop();
    platform.webhooks.stop();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await platform.settled();
    await rm(filesFolder, { recursive: true, force: true });
  };
  return { url: platform.url, port, platform, stop };
}

function keepJournal(hosted: HostedShop, folder: string, logger: Logger): void {
  hosted.journal = new Journal(join(folder, `${hosted.handle}.ndjson`));
  const lost = hosted.journal.replay(hosted.shop);
  if (lost > 0) logger.error(`the journal of ${hosted.domain} could not be followed`, `lines passed over: ${lost}`);
}

function subscriptionsOf(given: string | URL | Subscriptions): Subscriptions {
  return typeof given === "string" || given instanceof URL ? readSubscriptions(given) : given;
}

async function answer(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? "/", platform.url);
    const method = request.method === "HEAD" ? "GET" : request.method;
    for (const route of ROUTES) {
      const match = route.method === method ? route.path.exec(url.pathname) : null;
      if (!match) continue;
      const parameters = match.slice(1).map((each) => (each === undefined ? "" : decodeURIComponent(each)));
      return void (await route.handle({ platform, request, response, url }, parameters));
    }
    sendJson(response, 404, { errors: "Not Found" });
  } catch (error) {
    fail(platform, response, error);
  }
}

function fail(platform: Platform, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    if (!response.destroyed) platform.logger.error("an answer broke off", error);
    return void response.destroy();
  }
  const [status, reason] = explain(error);
  if (status === 500) platform.logger.error("a request failed", error);
  sendJson(response, status, { error: reason });
}

function explain(error: unknown): readonly [number, string] {
  if (error instanceof BadRequest) return [error.status, error.message];
  if (error instanceof ZodError) return [400, error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")];
  return [500, "The stand-in failed; its log says why"];
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
