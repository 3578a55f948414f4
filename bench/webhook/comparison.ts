/**
 * Loaded before server.ts (`node --import`): puts a route beside the door into the build of this one process. It does nothing but read the
 * body and check its signature, and is what the door's throughput is measured against. The build on disk knows nothing of it.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import { readBody } from "../../app/shopify/webhooks/read-body.ts";
import { isSigned } from "../../app/shopify/webhooks/signature.ts";

const build: ServerBuild = await import(pathToFileURL(join(import.meta.dirname, "../../build/server/index.js")).href);
const door = Object.values(build.routes).find((route) => route?.path === "webhooks");
if (!door) throw new Error("the build has no route for webhooks");
const secrets = [process.env.SHOPIFY_API_SECRET ?? ""];

async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const body = await readBody(request, 5 * 1024 * 1024);
  const holds = body !== "too large" && isSigned(body, request.headers.get("X-Shopify-Hmac-Sha256") ?? "", secrets);
  return new Response(null, { status: holds ? 200 : 401 });
}

build.routes["bench/hmac"] = { ...door, id: "bench/hmac", path: "bench/hmac", module: { ...door.module, action } };
