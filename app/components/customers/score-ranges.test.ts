import { expect, test } from "vitest";
import { scores } from "../../lib/rfm.ts";
import { daysAgo, valuesOf, valueWords } from "./score-ranges.ts";

const plain = (value: string) => value;

test("each score has the values above the cut point before it, up to its own", () => {
  expect(scores.map((score) => valueWords(valuesOf([1, 2, 3, 5], score), plain, "more"))).toEqual([
    "Up to 1",
    "2",
    "3",
    "4 to 5",
    "6 or more",
  ]);
});

test("where two cut points are the same a score is nobody's", () => {
  expect(scores.map((score) => valueWords(valuesOf(["500", "500", "500", "900"], score), plain, "more"))).toEqual([
    "Up to 500",
    "–",
    "–",
    "501 to 900",
    "901 or more",
  ]);
});

test("days are told as how many ago they are, the latest first", () => {
  const cuts = ["2025-01-01", "2025-01-11", "2025-01-11", "2025-01-30"];
  expect(scores.map((score) => valueWords(daysAgo(cuts, score, "2025-01-31"), plain, "more"))).toEqual([
    "30 or more",
    "20 to 29",
    "–",
    "1 to 19",
    "Up to 0",
  ]);
});
