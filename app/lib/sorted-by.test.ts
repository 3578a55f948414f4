import { expect, test } from "vitest";
import { sortedBy } from "./sorted-by.ts";

const sorted = (cells: readonly (string | number | null)[], descending = false) => sortedBy(cells, (cell) => cell, descending);

test("amounts are sorted by size, whatever their signs, and exactly as they stand", () => {
  expect(sorted(["10.00", "-2.50", "9.99", "0.00"])).toEqual(["-2.50", "0.00", "9.99", "10.00"]);
  expect(sorted([3, 11, 2], true)).toEqual([11, 3, 2]);
});

test("words are sorted as in a dictionary, numbers within them by size", () => {
  expect(sorted(["mug 10", "Apron", "Mug 9", "zebra", "éclair"])).toEqual(["Apron", "éclair", "Mug 9", "mug 10", "zebra"]);
});

test("what has no value comes last either way, and equals stay as they came", () => {
  const rows = [
    { id: 1, value: null },
    { id: 2, value: "5.00" },
    { id: 3, value: "7.00" },
    { id: 4, value: "5.00" },
  ];
  const ids = (descending: boolean) => sortedBy(rows, ({ value }) => value, descending).map(({ id }) => id);

  expect([ids(false), ids(true)]).toEqual([
    [2, 4, 3, 1],
    [3, 2, 4, 1],
  ]);
});
