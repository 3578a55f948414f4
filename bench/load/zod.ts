/** `node bench/load/zod.ts`: what checking costs with zod, and with our readers (docs/decisions/0009). One row a line, sales only. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { AgreementOrders } from "../../app/ingest/records/agreement-orders.ts";
import type { Wire } from "../../app/ingest/records/readers.ts";
import { sale } from "../../app/ingest/records/sale.ts";
import { writeBulkFile } from "./generate.ts";

const gid = z.string().regex(/^gid:\/\/shopify\/[A-Za-z]+\/\d+$/);
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const taxed = z.object({ shopMoney: z.object({ amount }) });
const schema = z.object({
  id: gid,
  __parentId: gid,
  actionType: z.enum(["ORDER", "RETURN", "UNKNOWN", "UPDATE"]),
  lineType: z.enum(["ADDITIONAL_FEE", "ADJUSTMENT", "DUTY", "FEE", "GIFT_CARD", "PRODUCT", "SHIPPING", "TIP", "UNKNOWN"]),
  quantity: z.int().nullable(),
  totalAmount: z.object({ shopMoney: z.object({ amount, currencyCode: z.string().regex(/^[A-Z]{3}$/) }) }),
  totalTaxAmount: taxed,
  totalDiscountAmountBeforeTaxes: taxed,
  totalDiscountAmountAfterTaxes: taxed,
  lineItem: z.object({ id: gid }).optional(),
});

const folder = mkdtempSync(join(tmpdir(), "tillwise-bench-zod-"));
writeBulkFile(join(folder, "orders.jsonl"), 50_000);
const lines = readFileSync(join(folder, "orders.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line.includes('"actionType"'));
rmSync(folder, { recursive: true });

const shop = { id: "1", currency: "USD", timeZone: "America/New_York" };
const orders = new AgreementOrders();
const ways = {
  "JSON.parse alone": (wire: Wire) => Object.keys(wire).length,
  "with zod's check": (wire: Wire) => (schema.safeParse(wire).success ? 1 : 0),
  "with the readers: check and columns": (wire: Wire) => sale.row(wire, shop, orders).length,
};
for (let round = 0; round < 3; round++)
  for (const [name, way] of Object.entries(ways)) {
    const before = process.cpuUsage();
    let seen = 0;
    for (const line of lines) seen += way(JSON.parse(line));
    const { user } = process.cpuUsage(before);
    console.log(`${name.padEnd(40)} ${(user / lines.length).toFixed(2)} µs of processor a line (${seen > 0 ? lines.length : 0} lines)`);
  }
