import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const PROGRAM = new URL("./main.ts", import.meta.url).pathname;

/** Runs the stand-in's own program; `seen` resolves with the first output that matches, `ended` with its exit. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, SIMULATOR_PORT: "0" } });
  let output = "";
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => child.on("close", (code) => resolve({ code, output })));
  const seen = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = (chunk: unknown): void => {
        output += String(chunk);
        const match = pattern.exec(output);
        if (match?.[1]) resolve(match[1]);
      };
      child.stdout.on("data", look);
      child.stderr.on("data", look);
    });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, seen, ended };
}

function givenCsv(): string {
  const folder = mkdtempSync(join(tmpdir(), "simulator-csv-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "orders.csv");
  writeFileSync(file, "order,line,processed_at,customer,sku,title,quantity,unit_price\n1,1,2011-06-01 10:00:00,5,A,Apple,2,1.50\n");
  return file;
}

test("serves a shop from files until it is told to end, and then ends by itself", async () => {
  const { child, seen, ended } = run("--orders", givenCsv(), "--currency", "GBP", "--timezone", "Europe/London");

  const url = await seen(/stand-in: (\S+)/);
  const shops = await (await fetch(`${url}/control/shops`)).json();
  child.kill("SIGTERM");

  expect(shops).toMatchObject([{ domain: "from-files.myshopify.com", currency: "GBP", timeZone: "Europe/London", installed: false }]);
  expect((await ended).code).toBe(0);
});

test("says what is missing or broken and ends with 1", async () => {
  const missing = run("--orders", givenCsv());
  const reason = await missing.seen(/(--currency and --timezone)/);
  const broken = run("--orders", "/no/such/file.csv", "--currency", "GBP", "--timezone", "Europe/London");
  const file = await broken.seen(/(\/no\/such\/file\.csv)/);

  expect([reason, (await missing.ended).code]).toEqual(["--currency and --timezone", 1]);
  expect([file, (await broken.ended).code]).toEqual(["/no/such/file.csv", 1]);
});
