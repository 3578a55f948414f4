const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as files tell it: "2025-03-04 16:12:00" by the clock of the zone. */
export function localTime(instant: string, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  return format.format(new Date(instant));
}
