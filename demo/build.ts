import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { keptFolder } from "../prisma/embedded.ts";
import { withLockFile } from "../prisma/embedded-state.ts";

const checkout = join(import.meta.dirname, "..");
const entry = join(checkout, "build", "server", "index.js");
const mark = join(checkout, "build", "tillwise.sha256");

/** Builds the web app if there is no build of the sources as they are now. Says whether it did. Throws with the builder's words. */
export async function ensureBuild(signal?: AbortSignal): Promise<boolean> {
  mkdirSync(keptFolder, { recursive: true });
  return withLockFile(join(keptFolder, "build.lock"), async () => {
    const sources = hashOfSources();
    if (existsSync(entry) && existsSync(mark) && readFileSync(mark, "utf8") === `${sources} ${statSync(entry).mtimeMs}`) return false;
    await build(signal);
    writeFileSync(mark, `${sources} ${statSync(entry).mtimeMs}`);
    return true;
  });
}

async function build(signal: AbortSignal | undefined): Promise<void> {
  const remix = join(createRequire(import.meta.url).resolve("@remix-run/dev/package.json"), "..", "dist", "cli.js");
  const builder = spawn(process.execPath, [remix, "vite:build"], {
    cwd: checkout,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal ? { signal } : {}),
  });
  let said = "";
  for (const output of [builder.stdout, builder.stderr]) {
    output.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => builder.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`The build of the app failed (exit code ${code}):\n${said.trim().split("\n").slice(-30).join("\n")}`);
}

/** One hash of everything that the build is made of. */
function hashOfSources(): string {
  const hash = createHash("sha256");
  const files = readdirSync(join(checkout, "app"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, ...["vite.config.ts", "package-lock.json", "tsconfig.json"].map((name) => join(checkout, name))]) {
    hash.update(file.slice(checkout.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
