import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { pipeline } from "node:stream/promises";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, expect, test } from "vitest";
import { MOST_DRAINED_BYTES } from "../../app/lib/unread-body.ts";
import { serveRoute } from "./serve.ts";

const MEGABYTE = Buffer.alloc(1_000_000);
const ENDLESS_BYTES = 4 * MOST_DRAINED_BYTES;
/** Long before a server gives an idle connection up, which is after five seconds. */
const SOON_MS = 3_000;

let served: Awaited<ReturnType<typeof serveRoute>> | undefined;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterEach(() => {
  agent.destroy();
  served?.stop();
});

test("after a body of which only the beginning was read, the next request goes through on the same connection", async () => {
  served = await serveRoute("app/upload", { action });
  const soon = { signal: AbortSignal.timeout(SOON_MS) };
  const upload = request(served.url, { agent, method: "POST" });
  const [response, sent] = [once(upload, "response", soon), once(upload, "close", soon)];
  for (let written = 0; written < 8; written += 1) upload.write(MEGABYTE);
  upload.end();
  expect(await textOf((await response)[0])).toBe("large");
  await sent;

  const next = request(served.url, { agent, method: "POST", ...soon });
  next.end("small");
  expect(await textOf((await once(next, "response"))[0])).toBe("small");
  expect(next.reusedSocket).toBe(true);
});

test("a body that does not end is not read for ever", async () => {
  served = await serveRoute("app/upload", { action });
  const { host, hostname, port, pathname } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  socket.resume().write(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${ENDLESS_BYTES}\r\n\r\n`);
  let sent = 0;
  async function* body() {
    for (; sent < ENDLESS_BYTES; sent += MEGABYTE.length) yield MEGABYTE;
  }

  await expect(pipeline(body, socket)).rejects.toThrow();
  expect(sent).toBeGreaterThanOrEqual(MOST_DRAINED_BYTES);
  expect(sent).toBeLessThan(ENDLESS_BYTES);
});

/** Answers after the first piece of what it is told. */
async function action({ request: asked }: ActionFunctionArgs): Promise<Response> {
  const first = await asked.body?.getReader().read();
  return new Response((first?.value?.length ?? 0) > 100 ? "large" : "small");
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of answer.setEncoding("utf8")) text += part;
  return text;
}
