/** How a number has changed: `tenths` is the change in tenths of a percent, null where there was nothing before to measure it by. */
export type Change = { readonly direction: "up" | "down" | "none"; readonly tenths: bigint | null };

const TENTHS_IN_WHOLE = 1000n;

/** The change from `before` to `now`, exact, rounded half up: from 200 to 301 is up by 505 tenths of a percent. */
export function changeOf(now: bigint, before: bigint): Change {
  if (now === before) return { direction: "none", tenths: 0n };
  const direction = now > before ? "up" : "down";
  const [size, base] = [abs(now - before), abs(before)];
  return { direction, tenths: base === 0n ? null : (size * TENTHS_IN_WHOLE * 2n + base) / (base * 2n) };
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
