/**
 * The bytes that a Range header asks of a file, first and last included; null for the whole file: no header, or one that is not of the
 * form `bytes=a-b`, `bytes=a-` or `bytes=-n`, which HTTP says to ignore.
 */
export function parseRange(header: string | undefined, size: number): readonly [number, number] | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, from = "", to = ""] = match;
  const [first, last] =
    from === "" ? [Math.max(0, size - Number(to)), size - 1] : [Number(from), Math.min(to === "" ? size - 1 : Number(to), size - 1)];
  return first >= size || first > last ? "unsatisfiable" : [first, last];
}
