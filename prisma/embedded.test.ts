import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedServer, outsideFolder, startEmbedded } from "./embedded.ts";
import { isAlive } from "./embedded-state.ts";

const settings = ["shared_buffers=16MB"];
let folder = "";
let server: EmbeddedServer | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tillwise-embedded-"));
});
afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(outsideFolder(folder), { recursive: true, force: true });
});

test("the second start finds what the first one kept, on the same port", async () => {
  server = await startEmbedded({ folder, settings });
  await query(server, "create table kept as select 42 as answer");
  const { port, pid } = server;
  await server.stop();
  expect(isAlive(pid)).toBe(false);
  server = await startEmbedded({ folder, settings });

  expect([server.started, server.port]).toEqual(["again", port]);
  expect(await query(server, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a server that runs already is adopted", async () => {
  server = await startEmbedded({ folder, settings });
  const [one, other] = await Promise.all([startEmbedded({ folder, settings }), startEmbedded({ folder, settings })]);

  expect([one.pid, other.pid]).toEqual([server.pid, server.pid]);
  expect([one.started, other.started]).toEqual(["adopted", "adopted"]);
});

test("a server that was killed starts again with what was committed, though its lock file stayed", async () => {
  server = await startEmbedded({ folder, settings });
  await query(server, "create table kept as select 42 as answer");
  process.kill(server.pid, "SIGKILL");
  while (isAlive(server.pid)) await sleep(5);
  server = await startEmbedded({ folder, settings });

  expect(server.started).toBe("again");
  expect(await query(server, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a lock file whose number another program bears by now is no hindrance", async () => {
  server = await startEmbedded({ folder, settings });
  const file = join(folder, "postgres", "postmaster.pid");
  const lock = readFileSync(file, "utf8");
  await server.stop();
  const stranger = spawn("sleep", ["60"]);
  try {
    writeFileSync(file, lock.replace(/^\d+/, String(stranger.pid)));
    server = await startEmbedded({ folder, settings });
    expect(server.started).toBe("again");
  } finally {
    stranger.kill();
    await once(stranger, "exit");
  }
});

test("nobody comes in without a password, and only the owner of the folder can read them", async () => {
  server = await startEmbedded({ folder, settings });

  await expect(query({ ...server, url: () => `postgres://postgres@127.0.0.1:${server?.port}/postgres` }, "select 1")).rejects.toThrow(
    "password",
  );
  expect(statSync(join(folder, "postgres.json")).mode & 0o077).toBe(0);
});

test.runIf(process.getuid?.() === 0)(
  "where root may not use a user namespace, the server runs as nobody from a folder outside",
  async () => {
    server = await startEmbedded({ folder, settings, namespaces: false });

    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(readFileSync(`/proc/${server.pid}/status`, "utf8")).toMatch(/^Uid:\t65534/m);
  },
);

async function query(on: EmbeddedServer, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: on.url("superuser", "postgres") });
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
