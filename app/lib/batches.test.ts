import { expect, test } from "vitest";
import { inBatches, TooManyWaiting } from "./batches.ts";

/** Work that ends when it is told to; `batches` lists what it was given. */
function givenWork() {
  const batches: (readonly number[])[] = [];
  const ends: { resolve(sum: number): void; reject(error: Error): void }[] = [];
  const work = (items: readonly number[]) => {
    batches.push(items);
    return new Promise<number>((resolve, reject) => ends.push({ resolve, reject }));
  };
  return { batches, ends, work };
}

test("the first goes at once, and those that come meanwhile go together", async () => {
  const { batches, ends, work } = givenWork();
  const call = inBatches(work, { atOnce: 1, size: 10, limit: 10 });
  const results = [call(1), call(2), call(3)];

  expect(batches).toEqual([[1]]);
  ends[0]?.resolve(7);
  expect(await results[0]).toBe(7);
  expect(batches).toEqual([[1], [2, 3]]);
  ends[1]?.resolve(8);
  expect(await Promise.all(results)).toEqual([7, 8, 8]);
});

test("a batch that fails is the failure of its own calls alone", async () => {
  const { ends, work } = givenWork();
  const call = inBatches(work, { atOnce: 1, size: 10, limit: 10 });
  const [first, second] = [call(1), call(2)];

  ends[0]?.reject(new Error("away"));
  await expect(first).rejects.toThrow("away");
  ends[1]?.resolve(2);
  expect(await second).toBe(2);
});

test("a batch is no larger than its size, and beyond the limit nobody waits", async () => {
  const { batches, ends, work } = givenWork();
  const call = inBatches(work, { atOnce: 1, size: 2, limit: 3 });
  const results = [1, 2, 3, 4].map(call);

  await expect(call(5)).rejects.toThrow(TooManyWaiting);
  for (let index = 0; index < 3; index += 1) {
    ends[index]?.resolve(index);
    await new Promise(setImmediate);
  }
  await Promise.all(results);
  expect(batches).toEqual([[1], [2, 3], [4]]);
});
