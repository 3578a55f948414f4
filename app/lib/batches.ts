type Waiting<Item, Result> = { readonly item: Item; resolve(result: Result): void; reject(error: unknown): void };

/** More waits than is worth waiting for: the caller says so at once instead of letting it grow. */
export class TooManyWaiting extends Error {
  override readonly name = "TooManyWaiting";
}

/**
 * Gathers calls into batches without ever waiting for company: a call that comes while fewer than `atOnce` batches are under way goes at
 * once, the others go together when one has come back. `work` answers once for its whole batch. Rejects with TooManyWaiting beyond `limit`.
 */
export function inBatches<Item, Result>(
  work: (items: readonly Item[]) => Promise<Result>,
  { atOnce, size, limit }: { readonly atOnce: number; readonly size: number; readonly limit: number },
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;

  const go = async () => {
    const batch = waiting.slice(0, size);
    waiting = waiting.slice(size);
    underWay += 1;
    try {
      const result = await work(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve(result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      underWay -= 1;
      if (waiting.length > 0) void go();
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= limit) {
        reject(new TooManyWaiting(`${waiting.length} calls wait already`));
        return;
      }
      waiting.push({ item, resolve, reject });
      if (underWay < atOnce) void go();
    });
}
