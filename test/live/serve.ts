import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { answersUnderWay } from "../../app/lib/answers-under-way.ts";
import { action, headers, loader } from "../../app/routes/app.live.tsx";

const id = "routes/app.live";

/** As much of a build as one route needs. */
const build: ServerBuild = {
  mode: "test",
  entry: { module: { default: () => new Response("there are no pages here", { status: 500 }) } },
  routes: { [id]: { id, path: "app/live", module: { action, headers, loader, default: undefined } } },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
  assetsBuildDirectory: "",
  publicPath: "/",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: true,
    v3_singleFetch: true,
  },
  isSpaMode: false,
};

/** The route of live changes alone, in Remix and express as in the web process, on a free port. `dropAll` breaks off what is open. */
export async function serveLive(): Promise<{ readonly url: string; dropAll(): void; stop(): void }> {
  const answers = answersUnderWay();
  const app = express();
  app.all("*", createRequestHandler({ build, mode: "test", getLoadContext: (_, response) => ({ gone: answers.goneOf(response) }) }));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}/app/live`,
    dropAll: () => answers.endAll(),
    stop() {
      server.close();
      answers.endAll();
    },
  };
}
