import { expect, test } from "vitest";
import { plan } from "./plan.ts";

test("a plan follows from its seed alone", () => {
  expect(plan("7", 60_000, 2)).toEqual(plan("7", 60_000, 2));
  expect(plan("7", 60_000, 2)).not.toEqual(plan("8", 60_000, 2));
});

test("each program is killed, both kinds of runs are asked for, and each fault comes, even in half a minute", () => {
  for (const seed of ["1", "2", "3"]) {
    const troubles = plan(seed, 30_000, 2);
    const kinds = new Set(
      troubles.map((each) => [each.type, "fault" in each ? each.fault : "victim" in each ? each.victim : ""].join(" ")),
    );
    expect([...kinds].filter((kind) => kind.startsWith("fault"))).toHaveLength(14);
    expect([...kinds]).toEqual(
      expect.arrayContaining(["kill web", "kill worker", "kill database", "request ", "expire tokens ", "reinstall ", "damage "]),
    );
    expect(troubles.map(({ atMs }) => atMs)).toEqual(troubles.map(({ atMs }) => atMs).sort((a, b) => a - b));
  }
});

test("no program is killed so often that it is given up", () => {
  const kills = plan("1", 600_000, 2).flatMap((each) => (each.type === "kill" ? [each] : []));
  expect(kills.length).toBeGreaterThan(40);
  for (const { victim, atMs } of kills)
    expect(kills.filter((each) => each.victim === victim && Math.abs(each.atMs - atMs) < 60_000).length).toBeLessThan(6);
  for (let from = 0; from < 600_000; from += 1_000) {
    const within = kills.filter(({ atMs }) => atMs >= from && atMs < from + 60_000);
    for (const victim of ["web", "worker"]) expect(within.filter((each) => each.victim === victim).length).toBeLessThan(4);
  }
});
