import { setTimeout as sleep } from "node:timers/promises";
import type { CountedFault } from "../../simulator/server/faults/faults.ts";
import type { House, SoakShop } from "./house.ts";
import type { Trouble } from "./plan.ts";

/** How often each fault has struck, by its name. */
export type FaultCounts = Record<string, number>;

/** What webhooks suffer all the time, besides what the plan does to them. */
const WEATHER = {
  webhookLosePercent: 4,
  webhookDoublePercent: 8,
  webhookDelaySeconds: 80,
  webhookDelayPercent: 15,
  webhookShuffle: 4,
  webhookDropRepeatedSeconds: 20,
  duplicateEvery: 40,
  childrenFar: true,
  fileDropAfterBytes: 20_000,
  truncateNestedAt: 4,
  bulkStallSeconds: 3,
};
/** Lines of a file that cannot be read; a file is waited for, beyond the end of the day if need be, but not for ever. */
const DAMAGED_LINES = [1, 3];
const STRIKE_WITHIN_MS = 4 * 60_000;
const PAUSE_MS = 3_000;
/** Faults that strike a run, whatever the shop has sold meanwhile. */
const MET_BY_RUNS = /^(throttle|serverError|drop|bulk\w+|file\w+)Next$/;
/** So long after its return a shop is visited by somebody whose browser is patient. */
const VISIT_TIMEOUT_MS = 60_000;
/**
 * Waiting goes so much faster: Shopify's retries over four hours are over in twelve minutes, a webhook that is late by 80 s in four
 * seconds.
 */
const WAIT_SPEED = 20;
const REQUEST_TIMEOUT_MS = 15_000;

/** Does to the house what a plan says, and counts what has struck. */
export class Troublemaker {
  readonly #house: House;
  readonly #say: (line: string) => void;
  readonly #counts: FaultCounts = {};
  readonly #under: Set<Promise<void>> = new Set();
  readonly #signal: AbortSignal;
  #failure: unknown = null;

  constructor(house: House, say: (line: string) => void, signal: AbortSignal) {
    this.#house = house;
    this.#say = say;
    this.#signal = signal;
  }

  /** Lets it rain: what holds all through the busy day. */
  async begin(): Promise<void> {
    await this.#post("/control/clock", { waitSpeed: WAIT_SPEED });
    for (const shop of this.#house.shops) await this.#control(shop, "faults", WEATHER);
  }

  /**
   * Does what the plan says, each at its time, until so much time has passed and each fault has struck. Throws what failed of our own
   * doing, or the signal's reason.
   */
  async follow(troubles: readonly Trouble[], lengthMs: number, signal: AbortSignal): Promise<void> {
    const began = Date.now();
    for (const trouble of troubles) {
      await sleep(Math.max(0, began + trouble.atMs - Date.now()), undefined, { signal });
      if (this.#failure !== null) throw this.#failure;
      const doing = this.#do(trouble)
        .catch((error) => {
          this.#failure ??= error;
        })
        .finally(() => this.#under.delete(doing));
      this.#under.add(doing);
    }
    await sleep(Math.max(0, began + lengthMs - Date.now()), undefined, { signal });
    await this.#untilAllHaveStruck(signal);
  }

  /** Ends every fault and says how often each has struck. Only what has struck counts: a fault that nobody met is none. */
  async end(): Promise<FaultCounts> {
    await Promise.all(this.#under);
    if (this.#failure !== null) throw this.#failure;
    for (const { hosted } of this.#house.shops) {
      for (const [name, left] of Object.entries(hosted.faults.settings))
        if (name.endsWith("Next") && typeof left === "number") this.#count(name, -left);
      const { lost, copies, forged, dropped } = this.#house.platform.webhooks.of(hosted).counts;
      this.#count("webhooks lost", lost);
      this.#count("webhooks doubled", copies);
      this.#count("webhooks forged", forged);
      this.#count("webhooks dropped as repeated", dropped);
      hosted.faults.reset();
    }
    for (const name of ["webhookLoseNext", "webhookDoubleNext", "webhookForgeNext"]) delete this.#counts[name]; // counted as sendings
    const struck = Object.entries(this.#counts).filter(([, times]) => times > 0);
    return Object.fromEntries(struck.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Faults of exports, files and answers that nobody has met yet strike somewhere: all is asked for until they have. */
  async #untilAllHaveStruck(signal: AbortSignal): Promise<void> {
    for (const end = Date.now() + STRIKE_WITHIN_MS; Date.now() < end; await sleep(PAUSE_MS, undefined, { signal })) {
      const unmet = Object.keys(this.#counts).filter((name) => MET_BY_RUNS.test(name) && this.#left(name) === this.#counts[name]);
      if (unmet.length === 0) return;
      this.#say(`nobody has met ${unmet.join(", ")} yet`);
      for (const shop of this.#house.shops) await this.#request(shop, "full");
    }
  }

  /** How often a fault is still to strike at all shops. */
  #left(name: string): number {
    const left = this.#house.shops.flatMap(({ hosted }) => Object.entries(hosted.faults.settings).filter(([each]) => each === name));
    return left.reduce((sum, [, times]) => sum + Number(times), 0);
  }

  async #do(trouble: Trouble): Promise<void> {
    const shop = this.#house.shops[trouble.shop];
    if (!shop) throw new Error(`there is no shop ${trouble.shop}`);
    if (trouble.type === "fault") await this.#strike(shop, trouble.fault, trouble.times);
    else if (trouble.type === "request") await this.#request(shop, trouble.run);
    else if (trouble.type === "expire tokens") {
      await this.#control(shop, "tokens/expire", {});
      this.#count("tokens expired", 1);
    } else if (trouble.type === "move") {
      await this.#control(shop, "life/change-time-zone", {});
      this.#say(`${shop.hosted.handle} moves to ${shop.hosted.shop.profile.timeZone}`);
    } else if (trouble.type === "reinstall") await this.#reinstall(shop, trouble.awayMs);
    else if (trouble.type === "damage") await this.#damage(shop);
    else await this.#kill(trouble);
  }

  /** The merchant takes the app away, and is sorry a few seconds later. Nothing that happens in between is told. */
  async #reinstall(shop: SoakShop, awayMs: number): Promise<void> {
    await this.#control(shop, "life/uninstall", {});
    await sleep(awayMs);
    for (const end = Date.now() + VISIT_TIMEOUT_MS; ; await sleep(500)) {
      const problem = await shop.visitor.install().catch((error: unknown) => error);
      if (problem === undefined) break;
      if (Date.now() > end) throw problem;
    }
    this.#say(`${shop.hosted.handle} has uninstalled the app, and is back after ${(awayMs / 1000).toFixed(1)} s`);
    this.#count("uninstalled and back", 1);
  }

  /** Lines of the next files are cut in two, until some were: checks are asked for as long as none begins. One at a time. */
  async #damage(shop: SoakShop): Promise<void> {
    const { counters, faults } = shop.hosted;
    if (faults.settings.corruptLines.length > 0) return;
    const before = counters.spoiledLines;
    await this.#control(shop, "faults", { corruptLines: DAMAGED_LINES });
    for (const end = Date.now() + STRIKE_WITHIN_MS; counters.spoiledLines === before && Date.now() < end; ) {
      await sleep(PAUSE_MS, undefined, { signal: this.#signal });
      await this.#request(shop, "incremental");
    }
    await this.#control(shop, "faults", { corruptLines: [] });
    if (counters.spoiledLines === before) throw new Error(`no run of ${shop.hosted.handle} has read a file that could be damaged`);
    this.#count("lines of files unreadable", counters.spoiledLines - before);
    this.#say(`${counters.spoiledLines - before} lines of ${shop.hosted.handle}'s files were unreadable`);
  }

  /** A second 401 in a row would mean that the token is revoked, which only a visit of the merchant mends: one at a time. */
  async #strike(shop: SoakShop, fault: CountedFault, times: number): Promise<void> {
    const left = shop.hosted.faults.settings[fault];
    if (fault === "unauthorizedNext" && left > 0) return;
    await this.#control(shop, "faults", { [fault]: left + times });
    this.#count(fault, times);
  }

  async #kill({ victim, awayMs }: Extract<Trouble, { type: "kill" }>): Promise<void> {
    this.#say(`kill -9 ${victim}${victim === "database" ? `, away for ${(awayMs / 1000).toFixed(1)} s` : ""}`);
    this.#count(`${victim} killed`, 1);
    if (victim === "database") return this.#house.killDatabase(awayMs);
    const pid = this.#house[victim].pid();
    if (pid !== undefined) kill(pid);
  }

  /** A merchant presses a button; while web or database is away it comes to nothing, as it would for them. */
  async #request({ visitor, hosted }: SoakShop, run: "full" | "incremental"): Promise<void> {
    const pressed = run === "full" ? visitor.requestSync() : visitor.requestCheck();
    const timeout = sleep(REQUEST_TIMEOUT_MS, "no answer", { ref: false });
    const problem = await Promise.race([pressed.then(() => null), timeout]).catch(() => "refused");
    this.#say(`${run === "full" ? "Sync now" : "Check now"} at ${hosted.handle}${problem ? `: ${problem}` : ""}`);
  }

  #count(name: string, times: number): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + times;
  }

  #control({ hosted }: SoakShop, what: string, body: object): Promise<void> {
    return this.#post(`/control/shops/${hosted.domain}/${what}`, body);
  }

  async #post(path: string, body: object): Promise<void> {
    const answer = await fetch(this.#house.simulator + path, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to ${path}: ${await answer.text()}`);
  }
}

/** What has died already is dead. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
