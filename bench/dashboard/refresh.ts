import { pool } from "../../app/db.server.ts";
import { rebuildRollups } from "../../app/jobs/handlers/rebuild-rollups.ts";

/** The worker's part: builds all rollups of a shop, in a process of its own so that its memory can be measured. Prints one line of JSON. */
const [shopId = ""] = process.argv.slice(2);
const started = performance.now();
await rebuildRollups({ shopId });
const tookMs = performance.now() - started;
await pool.end();
console.log(JSON.stringify({ tookMs, peakMb: process.resourceUsage().maxRSS / 1024 }));
