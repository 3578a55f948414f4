import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const schema = join(import.meta.dirname, "schema.prisma");

/**
 * Writes the Prisma client for schema.prisma, unless it is there already. It has no engine, and the command line is told of files that
 * exist in their place: nothing is downloaded. Returns whether it was written.
 */
export function generateClient(): boolean {
  const require = createRequire(import.meta.url);
  const mark = join(dirname(require.resolve("@prisma/client/package.json")), "..", "..", ".prisma", "client", "tillwise.sha256");
  const version = require("prisma/package.json").version;
  const wanted = createHash("sha256").update(readFileSync(schema)).update(version).digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return false;

  const stand = process.execPath;
  const made = spawnSync(process.execPath, [require.resolve("prisma/build/index.js"), "generate", `--schema=${schema}`, "--no-hints"], {
    encoding: "utf8",
    env: {
      ...process.env,
      DATABASE_URL: process.env.DATABASE_URL ?? "postgres://127.0.0.1/none",
      PRISMA_QUERY_ENGINE_LIBRARY: stand,
      PRISMA_SCHEMA_ENGINE_BINARY: stand,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  if (made.status !== 0) throw new Error(`prisma generate failed:\n${made.stdout}${made.stderr}`);
  writeFileSync(mark, wanted);
  return true;
}

if (import.meta.main) console.log(generateClient() ? "Prisma client: written." : "Prisma client: up to date.");
