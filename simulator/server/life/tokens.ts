import type { Chance } from "../../world/demo/chance.ts";

/** A cart's or checkout's token: 32 hexadecimal digits. */
export function newToken(chance: Chance): string {
  return Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join("");
}
