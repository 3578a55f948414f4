/**
 * `npm run contract -- --shop DOMAIN [--token TOKEN] [--endpoint URL]`: tries what we know of Shopify on a development store, records its
 * answers in test/contract/recorded/ and exits with 1 where one differs. The token may stand in SHOPIFY_ACCESS_TOKEN instead.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Admin } from "./admin.ts";
import { tryContract } from "./contract.ts";

const usage = "npm run contract -- --shop your-store.myshopify.com --token shpat_… [--endpoint http://localhost:4400/shops/DOMAIN]";

const { values } = parseArgs({ options: { shop: { type: "string" }, token: { type: "string" }, endpoint: { type: "string" } } });
const token = values.token ?? process.env.SHOPIFY_ACCESS_TOKEN;
if (!values.shop || !/^[a-z0-9-]+\.myshopify\.com$/.test(values.shop) || !token) {
  console.error(
    `--shop must name a store (your-store.myshopify.com), and --token an access token of an app that is installed there.\n\n${usage}`,
  );
  process.exit(2);
}
const { clauses, ledger } = await tryContract(new Admin(values.shop, token, values.endpoint));
for (const { name, kept, expected, answered } of clauses) {
  console.log(`${kept ? "kept  " : "BROKEN"} ${name}`);
  if (!kept) console.log(`       expected ${JSON.stringify(expected)}\n       answered ${JSON.stringify(answered)}`);
}
if (ledger) console.log(`\nThe ledger of recent orders: ${JSON.stringify(ledger)}`);

const folder = join(import.meta.dirname, "..", "recorded");
mkdirSync(folder, { recursive: true });
const file = join(folder, `${values.shop}.json`);
const recording = { source: values.endpoint ?? values.shop, recordedOn: new Date().toISOString().slice(0, 10), clauses, ledger };
writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
const broken = clauses.filter(({ kept }) => !kept).length;
console.log(`\n${clauses.length - broken} of ${clauses.length} clauses kept. Recorded in ${file}.`);
process.exitCode = broken === 0 ? 0 : 1;
