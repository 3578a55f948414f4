import { expect, test } from "vitest";
import { LineSplitter } from "./lines.ts";

function split(parts: readonly Uint8Array[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((bytes, start, end) => void lines.push(bytes.toString("utf8", start, end)));
  for (const part of parts) splitter.feed(part);
  splitter.end();
  return lines;
}

test("lines are the same wherever the bytes are parted, within a letter too", () => {
  const bytes = Buffer.from("ünï\n\n漢字 😀\nlast");
  for (let size = 1; size <= bytes.length; size++) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
    expect(split(parts)).toEqual(["ünï", "", "漢字 😀", "last"]);
  }
});

test("a newline at the end makes no line", () => {
  expect(split([Buffer.from("a\n")])).toEqual(["a"]);
  expect(split([])).toEqual([]);
});

test("bytes of a line that has not ended are known, and the chunk may be used again", () => {
  const chunk = Buffer.from("a\nbc");
  const seen: string[] = [];
  const splitter = new LineSplitter((bytes, start, end) => void seen.push(bytes.toString("utf8", start, end)));
  splitter.feed(chunk);
  expect(splitter.restBytes).toBe(2);
  chunk.fill("x");
  splitter.feed(Buffer.from("d\n"));
  expect(seen).toEqual(["a", "bcd"]);
  expect(splitter.restBytes).toBe(0);
});

test("a line without end is cut instead of filling the memory", () => {
  const lines: number[] = [];
  const splitter = new LineSplitter((_, start, end) => void lines.push(end - start));
  const megabyte = Buffer.alloc(1024 * 1024, "x");
  for (let count = 0; count < 100; count++) splitter.feed(megabyte);
  splitter.feed(Buffer.from("\nnext\n"));

  expect(splitter.restBytes).toBe(0);
  expect(lines[0]).toBeLessThan(20 * 1024 * 1024);
  expect(lines[1]).toBe(4);
});
