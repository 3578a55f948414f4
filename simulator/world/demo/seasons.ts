import type { Chance } from "./chance.ts";
import type { Season } from "./goods.ts";

const DAY_MS = 86_400_000;
const ofMonth = [0.82, 0.84, 0.9, 0.96, 1.04, 0.98, 0.9, 0.92, 0.98, 1.06, 1.5, 1.75];
const ofWeekday = [1.16, 1.04, 0.94, 0.93, 0.96, 1.0, 1.12];
const ofHour = [3, 2, 1, 1, 1, 2, 5, 10, 16, 22, 27, 30, 33, 31, 28, 27, 27, 28, 31, 36, 40, 36, 24, 11];
const wanted: Record<Season, readonly number[]> = {
  year: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  garden: [0.3, 0.4, 1, 1.9, 2.2, 2.1, 1.8, 1.4, 0.9, 0.6, 0.4, 0.6],
  holiday: [0.3, 0.4, 0.5, 0.6, 0.5, 0.4, 0.4, 0.4, 0.7, 1.2, 3.2, 3.6],
  cold: [1.6, 1.4, 1, 0.7, 0.5, 0.4, 0.4, 0.5, 1, 1.5, 1.9, 2],
};

/** A local date as the day's number since 1970, and back. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** Days around the Friday after Thanksgiving: 0 on that Friday, 3 on the Monday after. */
export function daysFromBlackFriday(day: number): number {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  const fourthThursday = Date.UTC(year, 10, 1 + ((4 - first + 7) % 7) + 21) / DAY_MS;
  return day - (fourthThursday + 1);
}

/** How much is bought on a day compared with others: month, weekday, the sales after Thanksgiving, the last days before Christmas. */
export function demandOn(day: number, chance: Chance): number {
  const date = new Date(day * DAY_MS);
  const fromFriday = daysFromBlackFriday(day);
  const sale = fromFriday === 0 ? 3 : fromFriday === 3 ? 2.8 : fromFriday === 1 || fromFriday === 2 ? 2 : 1;
  const late = date.getUTCMonth() === 11 && date.getUTCDate() > 20 ? 0.45 : 1;
  const base = (ofMonth[date.getUTCMonth()] ?? 1) * (ofWeekday[date.getUTCDay()] ?? 1);
  return base * sale * late * (0.8 + 0.4 * chance.next());
}

/** How much a thing is wanted in a month (0 to 11), compared with the year's mean. */
export function wantedIn(season: Season, month: number): number {
  return wanted[season][month] ?? 1;
}

/** A moment of a day at which somebody buys, in milliseconds of local time as if it were UTC. */
export function drawMoment(day: number, chance: Chance): number {
  const hour = chance.weighted(ofHour);
  return day * DAY_MS + hour * 3_600_000 + chance.between(0, 3_599) * 1000;
}
