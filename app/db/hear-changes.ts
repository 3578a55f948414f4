import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { singleConnection } from "../db.server.ts";
import { logger } from "../logger.server.ts";
import { CHANNEL } from "./shop-change.ts";

/** What is heard: the version that a change has led to, or that changes may have been missed meanwhile. */
export type Heard = { readonly version: string } | "missed";
type Hear = (heard: Heard) => void;

const CHECK_MS = 30_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

const hearers = new Map<string, Set<Hear>>();
/** The process's one listening connection, from the attempt to open it until it is lost. */
let ear: Promise<pg.Client> | null = null;

/**
 * Calls `hear` after each change of what the shop's pages show, and of no other shop's, until the signal is aborted. All calls share one
 * connection, which is opened with the first; when it is lost it is opened again, and then everybody hears "missed". Resolves when nothing
 * can be missed any more; rejects with the database's error.
 */
export async function hearChanges(shop: { readonly id: string }, hear: Hear, until: AbortSignal): Promise<void> {
  if (until.aborted) return;
  const mine = hearers.get(shop.id) ?? new Set();
  hearers.set(shop.id, mine.add(hear));
  const stop = () => {
    until.removeEventListener("abort", stop);
    mine.delete(hear);
    if (mine.size === 0 && hearers.get(shop.id) === mine) hearers.delete(shop.id);
  };
  until.addEventListener("abort", stop);
  try {
    await listening();
  } catch (error) {
    stop();
    throw error;
  }
}

/** How many calls of this process hear changes at the moment. */
export function countHearers(): number {
  return [...hearers.values()].reduce((sum, { size }) => sum + size, 0);
}

function listening(): Promise<pg.Client> {
  if (ear !== null) return ear;
  const opened = open(() => {
    if (ear !== opened) return;
    ear = null;
    void listenAgain();
  });
  ear = opened;
  opened.catch(() => {
    if (ear === opened) ear = null;
  });
  return opened;
}

/** Opens the connection; `onLost` is called at most once, and only after it was open. */
async function open(onLost: () => void): Promise<pg.Client> {
  const client = singleConnection("tillwise listening");
  client.on("error", (error) => logger.warn({ error: error.message }, "the listening database connection has an error"));
  client.on("notification", ({ payload }) => tell(payload ?? ""));
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
  // a connection that died without a word is found out by asking
  const check = setInterval(() => void client.query("select 1").catch(() => lost()), CHECK_MS).unref();
  const lost = () => {
    clearInterval(check);
    client.removeAllListeners("end");
    client.removeAllListeners("notification");
    void client.end().catch(() => undefined);
    logger.warn("the listening database connection is lost");
    onLost();
  };
  client.once("end", lost);
  return client;
}

/** Until it is open again, or nobody wants to hear: the next one who does opens it. */
async function listenAgain(): Promise<void> {
  for (let wait = FIRST_WAIT_MS; hearers.size > 0; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    await sleep(wait * (0.5 + Math.random() / 2));
    try {
      await listening();
    } catch (error) {
      logger.warn({ error: error instanceof Error ? error.message : error }, "the listening database connection cannot be opened yet");
      continue;
    }
    logger.info("listening to the database again");
    for (const hear of [...hearers.values()].flatMap((set) => [...set])) hear("missed");
    return;
  }
}

function tell(payload: string): void {
  const [shopId = "", version = ""] = payload.split(" ", 2);
  for (const hear of hearers.get(shopId) ?? []) hear({ version });
}
