/** The web process: serves the production build (`npm run build`). Its environment is described in .env.example. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { env } from "./app/env.server.ts";
import { answersUnderWay } from "./app/lib/answers-under-way.ts";
import { drainUnread } from "./app/lib/unread-body.ts";
import { logger } from "./app/logger.server.ts";

const STOP_TIMEOUT_MS = 10_000;
const folder = resolve(import.meta.dirname, "build");
const entry = resolve(folder, "server/index.js");

if (!existsSync(entry)) {
  process.stderr.write("Tillwise cannot start: there is no build. Make one: npm run build\n");
  process.exit(1);
}
const build: ServerBuild = await import(pathToFileURL(entry).href);

/** One line per request, without its query string: session tokens stand there. */
const logRequests: RequestHandler = (request, response, next) => {
  const started = performance.now();
  const { method, path } = request;
  response.on("finish", () => {
    logger.info({ method, path, status: response.statusCode, ms: Math.round(performance.now() - started) }, "request");
  });
  next();
};

/** What got past every page: files that are not there, and faults of the server itself. Nothing of them is shown. */
const answerErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status = error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 500;
  if (status >= 500) logger.error({ err: error, method: request.method, path: request.path }, "a request failed");
  if (response.headersSent) return next(error);
  response
    .status(status)
    .type("text/plain")
    .send(status === 404 ? "Not found" : "Tillwise could not answer this request.");
};

const answers = answersUnderWay();
const app = express();
app.disable("x-powered-by");
app.get("/healthz", (_request, response) => {
  response.type("text/plain").set("Cache-Control", "no-store").send("ok");
});
app.use("/assets", express.static(resolve(folder, "client/assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
app.use(express.static(resolve(folder, "client"), { maxAge: "1h", index: false }));
app.use(logRequests);
app.use((request, response, next) => {
  drainUnread(request, response);
  next();
});
app.all("*", createRequestHandler({ build, mode: env.NODE_ENV, getLoadContext: (_, response) => answers.contextOf(response) }));
app.use(answerErrors);

const server = app.listen(env.PORT, env.HOST, () => {
  const address = server.address();
  logger.info({ address, url: env.SHOPIFY_APP_URL }, "web is up");
});
server.on("error", (error) => {
  process.stderr.write(
    `Tillwise cannot listen on ${env.HOST}:${env.PORT}: ${error.message}\nSet HOST or PORT to an address that is free.\n`,
  );
  process.exit(1);
});

let stopping = false;
/** Takes no new requests, lets those under way end, and then ends the process. */
function stop(signal: string): void {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, "web is stopping");
  server.close(() => process.exit(0));
  answers.endAll();
  setInterval(() => server.closeIdleConnections(), 100).unref(); // browsers keep a connection after its last answer
  setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
