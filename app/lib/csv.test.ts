import { expect, test } from "vitest";
import { csvHeaders, csvStream } from "./csv.ts";
import type { Cell } from "./csv-text.ts";

async function* given(...rows: Cell[][]) {
  yield* rows;
}
const written = (stream: ReadableStream<Uint8Array>) =>
  new Response(stream).bytes().then((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));

test("rows are parted by commas, with quotes where a cell needs them, after a byte order mark", async () => {
  const text = await written(csvStream(["Name", "Net sales"], given(["Tea, green", "12.50"], ['5" pot', null], ["two\nlines", 3])));

  expect(text).toBe('\ufeffName,Net sales\r\n"Tea, green",12.50\r\n"5"" pot",\r\n"two\nlines",3\r\n');
});

test.each([
  ["=1+1", "'=1+1"],
  ["+49 30", "'+49 30"],
  ["-cmd", "'-cmd"],
  ["@sum(a1)", "'@sum(a1)"],
  [" =1", "' =1"],
  ["\t=1", "'\t=1"],
  ["-12.50", "-12.50"],
  ["a=b", "a=b"],
])("the text %j is written %j", async (cell, expected) => {
  expect(await written(csvStream(["a"], given([cell])))).toBe(`\ufeffa\r\n${expected}\r\n`);
});

test("rows are taken as they are read, and let go when nobody reads on", async () => {
  let taken = 0;
  let letGo = false;
  async function* endless() {
    try {
      for (;;) {
        taken++;
        yield ["x".repeat(1000)];
      }
    } finally {
      letGo = true;
    }
  }
  const reader = csvStream(["a"], endless()).getReader();
  await reader.read();
  await reader.cancel();

  expect(taken).toBeLessThan(500);
  expect(letGo).toBe(true);
});

test("an error among the rows breaks the file off", async () => {
  async function* failing() {
    yield ["a"];
    throw new Error("the database went away");
  }
  await expect(written(csvStream(["a"], failing()))).rejects.toThrow("the database went away");
});

test("a file's name is safe in a header", () => {
  expect(csvHeaders('orders "2026"\r\nX: y')).toMatchObject({ "Content-Disposition": 'attachment; filename="orders 2026 X y.csv"' });
});
