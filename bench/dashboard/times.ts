/** Milliseconds: half of the runs were at most so long, and 95 % of them. */
export type Times = { readonly p50: number; readonly p95: number };

/** Does something so often, one after the other. */
export async function timesOf(runs: number, work: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  times.sort((one, other) => one - other);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

function quantile(ordered: readonly number[], share: number): number {
  return ordered[Math.max(0, Math.ceil(ordered.length * share) - 1)] ?? Number.NaN;
}
