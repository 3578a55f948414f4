import type { CountedFault } from "../../simulator/server/faults/faults.ts";
import { Chance } from "../../simulator/world/demo/chance.ts";

/** The programs that are killed; the database is killed as a whole. */
export type Victim = "web" | "worker" | "database";

/** One thing that is done to the house, and when, in milliseconds from the beginning of the busy day. */
export type Trouble = { readonly atMs: number; readonly shop: number } & TroubleKind;
export type TroubleKind =
  | { readonly type: "kill"; readonly victim: Victim; readonly awayMs: number }
  | { readonly type: "fault"; readonly fault: CountedFault; readonly times: number }
  | { readonly type: "expire tokens" }
  | { readonly type: "move" }
  | { readonly type: "reinstall"; readonly awayMs: number }
  | { readonly type: "damage" }
  | { readonly type: "request"; readonly run: "full" | "incremental" };

/** Faults that strike a number of times, and how many times at the most. */
const counted: readonly (readonly [CountedFault, number])[] = [
  ["throttleNext", 4],
  ["unauthorizedNext", 1],
  ["serverErrorNext", 4],
  ["dropNext", 3],
  ["tokenServerErrorNext", 2],
  ["bulkFailNext", 1],
  ["bulkExpireNext", 1],
  ["bulkStallNext", 1],
  ["fileExpiredNext", 2],
  ["fileServerErrorNext", 2],
  ["fileDropNext", 3],
  ["webhookLoseNext", 5],
  ["webhookDoubleNext", 5],
  ["webhookForgeNext", 2],
];

const FAULT_EVERY_MS = 1_500;
/** A program that dies four times within a minute is given up: the soak kills each at most twice in one. */
const KILL_EVERY_MS = 12_000;
const RUN_EVERY_MS = 12_000;
/**
 * A shop moves to another time zone so often; a short soak is spared, for a move that no webhook told is found within a minute of a check.
 */
const MOVE_EVERY_MS = 150_000;
/** A shop takes the app away and comes back, and lines of files become unreadable, at least once in any soak. */
const REINSTALL_EVERY_MS = 120_000;
const DAMAGE_EVERY_MS = 60_000;
const victims: readonly Victim[] = ["worker", "database", "web"];

/**
 * All troubles of a soak in the order of time. The same seed and length give the same. Each kind comes at least once, however short it is,
 * before any comes a second time: they are drawn as cards are, from a pack that is shuffled anew when it is empty.
 */
export function plan(seed: string, lengthMs: number, shops: number): Trouble[] {
  const chance = new Chance(`soak ${seed}`);
  const deal = dealer(chance, counted);
  const shop = () => chance.between(0, shops - 1);
  const often = (everyMs: number, kinds: number) => Math.min(everyMs, lengthMs / (kinds + 1));
  const troubles: Trouble[] = [];
  const faultEveryMs = often(FAULT_EVERY_MS, counted.length);
  for (let at = faultEveryMs / 2; at < lengthMs; at += faultEveryMs) {
    const [fault, most] = deal();
    troubles.push({ atMs: Math.round(at), shop: shop(), type: "fault", fault, times: chance.between(1, most) });
  }
  const nextVictim = dealer(chance, victims);
  const killEveryMs = often(KILL_EVERY_MS, victims.length);
  for (let at = killEveryMs; at < lengthMs; at += killEveryMs)
    troubles.push({ atMs: Math.round(at), shop: 0, type: "kill", victim: nextVictim(), awayMs: chance.between(500, 3_000) });
  const runEveryMs = often(RUN_EVERY_MS, 2);
  for (let at = runEveryMs / 2, full = true; at < lengthMs; at += runEveryMs, full = !full) {
    troubles.push({ atMs: Math.round(at), shop: shop(), type: "request", run: full ? "full" : "incremental" });
    troubles.push({ atMs: Math.round(at + runEveryMs / 3), shop: shop(), type: "expire tokens" });
  }
  const reinstallEveryMs = often(REINSTALL_EVERY_MS, 1);
  for (let at = reinstallEveryMs; at < lengthMs; at += reinstallEveryMs)
    troubles.push({ atMs: Math.round(at), shop: shops - 1, type: "reinstall", awayMs: chance.between(1_000, 5_000) });
  const damageEveryMs = often(DAMAGE_EVERY_MS, 2);
  for (let at = damageEveryMs; at < lengthMs; at += damageEveryMs) troubles.push({ atMs: Math.round(at), shop: 0, type: "damage" });
  for (let at = MOVE_EVERY_MS; at < lengthMs; at += MOVE_EVERY_MS) troubles.push({ atMs: at, shop: shop(), type: "move" });
  return troubles.filter(({ atMs }) => atMs < lengthMs).sort((a, b) => a.atMs - b.atMs);
}

/** Deals the things one after the other in an order of chance, and begins anew with another when all have come. */
function dealer<Thing>(chance: Chance, things: readonly Thing[]): () => Thing {
  let pack: Thing[] = [];
  return () => {
    if (pack.length === 0) pack = [...things];
    const card = chance.pick(pack);
    pack.splice(pack.indexOf(card), 1);
    return card;
  };
}
