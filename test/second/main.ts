import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BadArgument, readArguments } from "../../demo/arguments.ts";

const root = join(import.meta.dirname, "../..");
const usage = "npm run check:insights -- [--orders FILE --returns FILE --currency CODE --timezone ZONE]";

/** `npm run check:insights`: asks the app everything that it can be asked about a shop, and reckons every answer a second time. */
function main(): number {
  const { csv } = readArguments(process.argv.slice(2));
  const given = csv && {
    CHECK_ORDERS: csv.orders,
    ...(csv.returns !== null && { CHECK_RETURNS: csv.returns }),
    CHECK_CURRENCY: csv.currency,
    CHECK_TIME_ZONE: csv.timeZone,
  };
  const file = "test/second/insights.test.ts";
  const ran = spawnSync(process.execPath, ["test/run.ts", file], { cwd: root, stdio: "inherit", env: { ...process.env, ...given } });
  return ran.status ?? 1;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof BadArgument)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
