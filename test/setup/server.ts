import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../prisma/embedded.ts";
import { isAlive } from "../../prisma/embedded-state.ts";
import { generateClient } from "../../prisma/generate.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses on the run's PostgreSQL server, each with `template` as its database. */
    database: { superuser: string; owner: string; app: string };
  }
}

/** A database lost in a crash of the tests' server is no loss. */
const careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB", "max_connections=200"];

const PREFIX = "tillwise-test-";

/** Takes away what runs that were killed have left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length).split("-")[0]))) continue;
    const folder = join(tmpdir(), name);
    if (existsSync(join(folder, "postgres", "postmaster.pid"))) await (await startEmbedded({ folder, settings: careless })).stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One server and one migrated template database for the whole run, in a temporary folder; nothing of it stays. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generateClient();
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbedded({ folder, settings: careless });
  const teardown = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { app, owner } = await prepareEmbedded(server, "template");
    project.provide("database", { superuser: server.url("superuser", "template"), owner, app });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
