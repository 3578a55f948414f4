/** The local date "YYYY-MM-DD" of an instant in an IANA time zone. Throws RangeError on an unknown zone. */
export function localDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
}
