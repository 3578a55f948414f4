import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterEach, expect, test } from "vitest";
import { csvResponse } from "../../app/lib/csv.ts";
import { serveRoute } from "./serve.ts";

const ENDLESS = 300_000;
const ALL = 30_000;
const CELL = "x".repeat(1_000);
/** What sockets hold on both sides, and a good deal more. */
const MOST_TAKEN = 60_000;

type Told = { taken: number; letGo: boolean };

let served: Awaited<ReturnType<typeof serveRoute>> | undefined;
afterEach(() => served?.stop());

test("a file is made no faster than its reader takes it, and not at all when the reader has gone", async () => {
  const told = { taken: 0, letGo: false };
  const answer = await download(told, ENDLESS);
  await once(answer, "readable"); // and nothing more is read
  for (let before = -1; before !== told.taken; await sleep(300)) before = told.taken;
  expect(told.taken).toBeGreaterThan(0);
  expect(told.taken).toBeLessThan(MOST_TAKEN);

  answer.destroy();
  await expect.poll(() => told.letGo).toBe(true);
  expect(told.taken).toBeLessThan(MOST_TAKEN);
});

test("a reader who keeps up is given all of it", async () => {
  const told = { taken: 0, letGo: false };
  const answer = await download(told, ALL);
  let bytes = 0;
  for await (const chunk of answer) bytes += chunk.length;

  expect([told.taken, told.letGo]).toEqual([ALL, true]);
  expect(bytes).toBe(ALL * (CELL.length + 2) + 6);
});

async function* rows(told: Told, count: number) {
  try {
    for (; told.taken < count; told.taken++) yield [CELL];
  } finally {
    told.letGo = true;
  }
}

async function download(told: Told, count: number): Promise<IncomingMessage> {
  const loader = ({ context }: LoaderFunctionArgs) => csvResponse(context, { name: "long", head: ["a"], rows: rows(told, count) });
  served = await serveRoute("app/long", { loader });
  const [answer] = await once(get(served.url), "response");
  return answer;
}
