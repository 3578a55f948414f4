/**
 * `npm test`: brings what the tests stand on (Prisma's client, a Chromium, a build of the app) and runs Vitest.
 * Arguments go to Vitest; with arguments the browser and the build are only brought when the browser tests may run.
 */
import { spawnSync } from "node:child_process";
import { ensureBuild } from "../demo/build.ts";
import { requireChromium } from "./setup/chromium.ts";

function run(program: string, ...args: string[]): void {
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const filters = process.argv.slice(2);
run("npm", "run", "--silent", "generate");
if (filters.length === 0 || filters.some((filter) => filter.includes("e2e"))) {
  process.stdout.write(`Chromium: ${requireChromium()}\n`);
  if (await ensureBuild()) process.stdout.write("App: built.\n");
}
run("vitest", "run", ...filters);
