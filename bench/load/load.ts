import { z } from "zod";
import { withClient } from "./bare-copy.ts";
import { environment, run, served } from "./processes.ts";

const loaded = z.object({
  stageMs: z.number(),
  mergeMs: z.number(),
  totalMs: z.number(),
  peakMb: z.number(),
  counts: z.object({ applied: z.number(), linesRead: z.number(), unbalanced: z.number() }),
});

/** As `npm run worker` starts it: without a bound the heap for young objects grows with the length of a load. */
const WORKER_FLAGS = ["--max-semi-space-size=4"];

/** What one load took, and what it came to. */
export type Loaded = z.output<typeof loaded>;

const inserted = z.tuple([z.object({ id: z.string() })]);

/** Loads the file at `path` as a worker does, in a process of its own, from a server in another. */
export async function load(path: string, superuserUrl: string, appUrl: string): Promise<Loaded> {
  const { shopId, operationId } = await givenOperation(superuserUrl);
  return served(path, async (url) =>
    loaded.parse(JSON.parse(await run("worker.ts", [url, shopId, operationId], environment(appUrl), WORKER_FLAGS))),
  );
}

function givenOperation(superuserUrl: string): Promise<{ shopId: string; operationId: string }> {
  return withClient(superuserUrl, async (client) => {
    const id = async (text: string, values: readonly string[]) => inserted.parse((await client.query(text, [...values])).rows)[0].id;
    const shopId = await id(
      "insert into shop (domain, name, currency, time_zone) values (gen_random_uuid(), $1, 'USD', 'America/New_York') returning id",
      ["Bench"],
    );
    const runId = await id("insert into sync_run (shop_id, kind, status) values ($1, 'full', 'loading') returning id", [shopId]);
    const operationId = await id(
      "insert into bulk_operation (shop_id, sync_run_id, resource, status) values ($1, $2, 'orders_older', 'loading') returning id",
      [shopId, runId],
    );
    await client.query("checkpoint");
    return { shopId, operationId };
  });
}
