import { NothingFit } from "./picker.ts";
import type { Plan, Stage, Wishes } from "./stage.ts";

const ZONES = ["America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney", "America/New_York"];

/** The shop moves to another time zone: from now on every day of its history is a day there. */
export function changeTimeZone({ shop, chance, now: at }: Stage, { timeZone }: Wishes): Plan {
  const other = timeZone ?? chance.pick(ZONES.filter((zone) => zone !== shop.profile.timeZone));
  if (!isTimeZone(other)) throw new NothingFit(`There is no time zone ${other}.`);
  return { said: `The shop's time zone is ${other} now.`, events: [{ type: "time_zone_changed", at, timeZone: other }] };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
