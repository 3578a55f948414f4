import { expect, test } from "vitest";
import { BadArgument, readArguments } from "./arguments.ts";

const file = import.meta.filename;

test("without arguments the demo shop is shown", () => {
  expect(readArguments([])).toEqual({ check: false, csv: null, json: false, keep: false, port: null, data: null });
});

test("a shop from CSV is checked", () => {
  const given = ["--check", "--orders", file, "--returns", file, "--currency", "GBP", "--timezone", "Europe/London"];

  expect(readArguments(given)).toEqual({
    check: true,
    csv: { orders: file, returns: file, currency: "GBP", timeZone: "Europe/London" },
    json: false,
    keep: false,
    port: null,
    data: null,
  });
});

test.each([
  [["--colour"], "--colour"],
  [["check"], "check"],
  [["--orders"], "--orders"],
  [["--returns", file], "--returns"],
  [["--timezone", "UTC"], "--timezone"],
  [["--orders", file, "--timezone", "UTC"], "--currency"],
  [["--orders", file, "--currency", "GBP"], "--timezone"],
  [["--orders", "/no/where.csv", "--currency", "GBP", "--timezone", "UTC"], "/no/where.csv"],
  [["--orders", import.meta.dirname, "--currency", "GBP", "--timezone", "UTC"], "--orders"],
  [["--orders", file, "--returns", "/no/where.csv", "--currency", "GBP", "--timezone", "UTC"], "--returns"],
  [["--orders", file, "--currency", "pounds", "--timezone", "UTC"], "pounds"],
  [["--orders", file, "--currency", "GBP", "--timezone", "Europe/Londres"], "Europe/Londres"],
  [["--orders", file, "--currency", "GBP", "--timezone", "+01:00"], "+01:00"],
  [["--port", "70000"], "70000"],
  [["--json"], "--json"],
  [["--check", "--data", "/tmp/x"], "--data"],
])("%j is refused, and the error names it", (given, name) => {
  expect(() => readArguments(given)).toThrow(BadArgument);
  expect(() => readArguments(given)).toThrow(name);
});
