import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BadArgument, type CsvSource, readArguments } from "../../demo/arguments.ts";

const root = join(import.meta.dirname, "../..");
const EACH_SWITCH = "--each-switch";
const usage = `npm run check:insights -- [--each-switch | --orders FILE --returns FILE --currency CODE --timezone ZONE]

  without options    the demo shop; one that is told of by webhooks, with every open question of Shopify's answered the other way, weeks from
                     Sunday and a cut-off of 45 minutes; and one that shows the last 60 days of orders
  --each-switch      also the demo shop with each open question alone answered the other way: about two minutes in all
  --orders FILE      a shop from CSV alone`;

/** `npm run check:insights`: asks the app everything that it can be asked about a shop, and reckons every answer a second time. */
function main(): number {
  const given = process.argv.slice(2);
  const { csv } = readArguments(given.filter((word) => word !== EACH_SWITCH));
  if (csv !== null && given.includes(EACH_SWITCH)) throw new BadArgument(`${EACH_SWITCH} is for the demo shop, not for one from CSV.`);
  const env = {
    ...process.env,
    CHECK_WHOLE: "1",
    ...(given.includes(EACH_SWITCH) && { CHECK_EACH_SWITCH: "1" }),
    ...(csv && sourceOf(csv)),
  };
  const file = "test/second/insights.test.ts";
  const ran = spawnSync(process.execPath, ["test/run.ts", file], { cwd: root, stdio: "inherit", env });
  return ran.status ?? 1;
}

function sourceOf(csv: CsvSource) {
  return {
    CHECK_ORDERS: csv.orders,
    ...(csv.returns !== null && { CHECK_RETURNS: csv.returns }),
    CHECK_CURRENCY: csv.currency,
    CHECK_TIME_ZONE: csv.timeZone,
  };
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof BadArgument)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
