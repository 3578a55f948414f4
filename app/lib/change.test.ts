import { expect, test } from "vitest";
import { changeOf } from "./change.ts";

test.each([
  [301n, 200n, "up", 505n],
  [200n, 301n, "down", 336n],
  [3n, 2n, "up", 500n],
  [2n, 2n, "none", 0n],
  [0n, 0n, "none", 0n],
  [0n, 7n, "down", 1000n],
  [5n, 0n, "up", null],
  [-5n, 0n, "down", null],
  [-50n, -100n, "up", 500n],
  [10005n, 10000n, "up", 1n],
  [90_071_992_547_409_93n * 3n, 90_071_992_547_409_93n, "up", 2000n],
] as const)("from now %s and before %s the change is %s by %s tenths of a percent", (now, before, direction, tenths) => {
  expect(changeOf(now, before)).toEqual({ direction, tenths });
});
