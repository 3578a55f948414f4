import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { answersUnderWay } from "../../app/lib/answers-under-way.ts";
import { drainUnread } from "../../app/lib/unread-body.ts";
import { action, headers, loader } from "../../app/routes/app.live.tsx";

type RouteModule = Partial<NonNullable<ServerBuild["routes"][string]>["module"]>;
type Served = { readonly url: string; dropAll(): void; stop(): void };

/** The route of live changes alone. */
export function serveLive(): Promise<Served> {
  return serveRoute("app/live", { action, headers, loader });
}

/** One route alone, in Remix and express as in the web process, on a free port. `dropAll` breaks off what is open. */
export async function serveRoute(path: string, module: RouteModule): Promise<Served> {
  const answers = answersUnderWay();
  const app = express();
  app.use((request, response, next) => {
    drainUnread(request, response);
    next();
  });
  const getLoadContext = (_: express.Request, response: express.Response) => answers.contextOf(response);
  app.all("*", createRequestHandler({ build: buildOf(path, module), mode: "test", getLoadContext }));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}/${path}`,
    dropAll: () => answers.endAll(),
    stop() {
      server.close();
      answers.endAll();
    },
  };
}

/** As much of a build as one route needs. */
function buildOf(path: string, module: RouteModule): ServerBuild {
  const id = `routes/${path}`;
  return {
    mode: "test",
    entry: { module: { default: () => new Response("there are no pages here", { status: 500 }) } },
    routes: { [id]: { id, path, module: { default: undefined, ...module } } },
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
}
