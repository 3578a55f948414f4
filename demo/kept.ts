import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const kept = z.object({
  /** From these two the demo shop's history follows: the second start tells the same one as the first. */
  seed: z.number().int(),
  firstStartOn: z.iso.date(),
  /** The history ends here; what happened since is in the simulator's journal. */
  firstStartAt: z.iso.datetime().optional(),
  apiKey: z.string(),
  apiSecret: z.string(),
  tokenKeys: z.string(),
});

/** What the demo keeps from one start to the next. */
export type Kept = z.infer<typeof kept>;

const SEED = 20_261;

/** Reads what the demo keeps in `folder`, or makes it up at its first start: secrets of its own, readable by their owner alone. */
export function keptIn(folder: string): Kept {
  const file = join(folder, "demo.json");
  if (existsSync(file)) {
    const read = kept.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (read.success) return read.data;
    throw new Error(`${file} is not what the demo wrote there: delete it, and ${join(folder, "postgres")} with it, to begin anew.`);
  }
  const now = new Date().toISOString();
  const made: Kept = {
    seed: SEED,
    firstStartOn: now.slice(0, 10),
    firstStartAt: now,
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: `shpss_${randomBytes(16).toString("hex")}`,
    tokenKeys: `demo:${randomBytes(32).toString("base64")}`,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}
