import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { check } from "../../demo/check.ts";
import { freePort, isAlive } from "../../prisma/embedded-state.ts";
import type { DatabaseUrls } from "../../prisma/setup.ts";

const ORDERS = `order,line,processed_at,customer,sku,title,quantity,unit_price
1001,1,2025-03-01 10:00:00,ann,A1,Shirt,2,10.00
1001,2,2025-03-01 10:00:00,ann,B1,Mug,1,5.55
1002,1,2025-03-02 23:30:00,,A1,Shirt,3,10.00
`;
const RETURNS = `order,line,returned_at,quantity
1001,1,2025-03-05 09:00:00,1
`;
const LONG_MS = 240_000;

let folder = "";
let demo: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tillwise-demo-"));
  writeFileSync(join(folder, "orders.csv"), ORDERS);
  writeFileSync(join(folder, "returns.csv"), RETURNS);
});
afterEach(async () => {
  const left = demo;
  if (left && left.exitCode === null && left.signalCode === null) {
    left.kill("SIGINT");
    await once(left, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the demo with a database of its own in the test's folder, and waits until it shows its address. */
async function given(args: readonly string[] = []): Promise<{ demo: ChildProcess; said: () => string; data: string }> {
  const data = join(folder, "data");
  const port = String(await freePort());
  const env = { ...process.env, DATABASE_URL: "", DATABASE_OWNER_URL: "" };
  const started = spawn(process.execPath, ["demo/main.ts", "--data", data, "--port", port, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  demo = started;
  let said = "";
  for (const output of [started.stdout, started.stderr]) {
    output.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  await expect.poll(() => said, { timeout: LONG_MS / 2, interval: 100 }).toContain("Open http");
  return { demo: started, said: () => said, data };
}

/** Runs the check on the two small files; returns its exit code and what it printed. */
async function checked(meddle?: (database: DatabaseUrls, domain: string) => Promise<void>): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const csv = { orders: join(folder, "orders.csv"), returns: join(folder, "returns.csv"), currency: "GBP", timeZone: "Europe/London" };
  const code = await check({ csv, json: false, keep: false, print: (line) => lines.push(line), ...(meddle ? { meddle } : {}) });
  return { code, printed: lines.join("\n") };
}

test("the check installs, syncs and finds the app equal to the books", { timeout: LONG_MS }, async () => {
  const { code, printed } = await checked();

  expect(printed).toContain("3 days and 4 sales compared, row for row: everything is equal.");
  expect(printed).toMatch(/Gross sales +55\.55 +55\.55$/m);
  expect(printed).toMatch(/Returns +10\.00 +10\.00$/m);
  expect(code).toBe(0);
});

test("the check fails, naming day and number, when one row of the ledger and one day are a penny off", { timeout: LONG_MS }, async () => {
  const { code, printed } = await checked(async (database, domain) => {
    const owner = new pg.Client({ connectionString: database.owner });
    await owner.connect();
    await owner.query("select set_config('app.shop_id', id::text, false) from shop where domain = $1", [domain]);
    const sale = await owner.query("update sale set total = total + 1 where day = '2025-03-02'");
    const day = await owner.query("update daily_sales set returns = returns - 1 where day = '2025-03-05'");
    await owner.end();
    expect([sale.rowCount, day.rowCount]).toEqual([1, 1]);
  });

  expect(printed).toContain("2025-03-05: Returns is 9.99, the books say 10.00");
  expect(printed).toMatch(/2025-03-02, sale \d+ of order \d+: Gross sales is 30\.01, the books say 30\.00/);
  expect(code).toBe(1);
});

test("the demo shows one address, starts a dead worker again, and leaves no process behind", { timeout: LONG_MS }, async () => {
  const csv = ["--orders", join(folder, "orders.csv"), "--currency", "GBP", "--timezone", "Europe/London"];
  for (const start of ["first", "second"]) {
    const { demo, said, data } = await given(csv);
    expect(said().includes("making a PostgreSQL server")).toBe(start === "first");
    const [, address = ""] = /Open (http:\/\/localhost:\d+\/store\/orders-\w+\/apps\/tillwise\/app)$/m.exec(said()) ?? [];
    expect((await fetch(address)).status).toBe(200);
    const [one = 0] = programsOf(demo);
    if (start === "first") {
      process.kill(one, "SIGKILL");
      await expect.poll(said, { timeout: LONG_MS / 4 }).toMatch(/ended \(SIGKILL\), see .*: starting it again\./);
      await expect.poll(() => programsOf(demo).filter((pid) => pid !== one).length, { timeout: LONG_MS / 4 }).toBe(2);
    }
    const all = [...programsOf(demo), databaseOf(data)];
    const ended = once(demo, "exit");
    demo.kill("SIGINT");

    expect(await ended).toEqual([0, null]);
    expect(all).toHaveLength(3);
    expect(all.filter(isAlive)).toEqual([]);
    expect(existsSync(join(data, "demo.pid"))).toBe(false);
  }
});

test("when the demo is killed its web and worker end by themselves, and the next start finds everything", {
  timeout: LONG_MS,
}, async () => {
  const first = await given();
  const programs = programsOf(first.demo);
  expect(programs).toHaveLength(2);
  first.demo.kill("SIGKILL");
  await expect.poll(() => programs.filter(isAlive), { timeout: LONG_MS / 4 }).toEqual([]);
  const second = await given();

  expect(second.said()).toContain("which was still running");
});

function databaseOf(data: string): number {
  return Number(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** The programs that a demo keeps running: its children but for the database, which is nobody's child. */
function programsOf({ pid }: ChildProcess): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
  return children.filter((child) => child > 0 && /server\.ts|worker\/main\.ts/.test(readFileSync(`/proc/${child}/cmdline`, "utf8")));
}
