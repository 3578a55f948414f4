/**
 * `npm run bench:dashboard [-- --orders 10000,100000,1000000] [--runs 40] [--folder F]`: every page and every insight, at every preset, by
 * the shop's size. A folder that is named is kept, and its shops are measured as they are when it is named again.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "../../demo/build.ts";
import { startEmbedded } from "../../prisma/embedded.ts";
import { generateClient } from "../../prisma/generate.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { environment } from "../load/processes.ts";
import { bench } from "./bench.ts";
import { resultOf, table } from "./result.ts";

const { values: options } = parseArgs({
  options: {
    orders: { type: "string", default: "10000,100000,1000000" },
    runs: { type: "string", default: "40" },
    folder: { type: "string" },
  },
});
const sizes = options.orders.split(",").map(Number);
const runs = Number(options.runs);
if (sizes.some((size) => !Number.isInteger(size) || size < 100))
  throw new Error("--orders takes whole numbers from 100 on, parted by commas");
if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number");

generateClient();
await ensureBuild();
const folder = options.folder ?? mkdtempSync(join(tmpdir(), "tillwise-bench-dashboard-"));
const server = await startEmbedded({ folder });
try {
  const { app } = await prepareEmbedded(server, "bench");
  Object.assign(process.env, environment(app)); // before the app's modules are imported
  const measured = await bench({ superuser: server.url("superuser", "bench"), app, sizes, runs, folder, say: console.log });
  for (const line of table(measured)) console.log(line);
  console.log(JSON.stringify(resultOf(measured)));
} finally {
  await server.stop();
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
