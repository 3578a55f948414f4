/** Runs every check that needs no database: format, lint, rooms, types. Each failing one says how to mend it. */
import { spawnSync } from "node:child_process";

interface Check {
  name: string;
  command: [string, ...string[]];
  mend: string;
}

const checks: readonly Check[] = [
  {
    name: "generate",
    command: ["npm", "run", "--silent", "generate"],
    mend: "See the message above: prisma/schema.prisma does not generate.",
  },
  { name: "format and lint", command: ["biome", "ci", "."], mend: "Run `npm run format`; what it leaves is a finding to mend by hand." },
  {
    name: "rooms",
    command: [
      "depcruise",
      "--config",
      ".dependency-cruiser.mjs",
      "app",
      "worker",
      "simulator",
      "demo",
      "prisma",
      "bench",
      "server.ts",
      "test/second",
    ],
    mend: "A module looks into a room it must not know. Move the line to the room that may say it (docs/architecture.md).",
  },
  { name: "types", command: ["tsc", "--noEmit"], mend: "Run `npx tsc --noEmit` and mend the types; no `any`, no `as` outside codecs." },
];

const failed: Check[] = [];
for (const check of checks) {
  const started = performance.now();
  const [program, ...args] = check.command;
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0" } });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? "ok    " : "FAILED"} ${check.name} (${seconds} s)\n`);
  if (status === 0) continue;
  failed.push(check);
  process.stdout.write(`${stdout}${stderr}\n→ How to mend it: ${check.mend}\n\n`);
}
if (failed.length > 0) {
  process.stdout.write(`${failed.length} of ${checks.length} checks failed: ${failed.map((check) => check.name).join(", ")}\n`);
  process.exitCode = 1;
}
