import pg from "pg";
import type { House } from "./house.ts";

/**
 * Lets time go on to where everything that waits for another attempt is due: webhooks that failed wait half a minute and more, jobs as
 * long as they have failed. The attempts themselves are the app's.
 */
export async function hurry({ shops, env, database }: House): Promise<void> {
  Object.assign(process.env, env);
  const { wakeInbox } = await import("../../app/db/wake-inbox.ts");
  for (const { hosted } of shops) await wakeInbox(hosted.domain);
  const owner = new pg.Client({ connectionString: database.owner });
  owner.on("error", () => undefined); // the query that it breaks says so
  await owner.connect();
  try {
    await owner.query(
      "update graphile_worker._private_jobs set run_at = now() where attempts > 0 and run_at > now() and locked_at is null",
    );
  } finally {
    await owner.end().catch(() => undefined);
  }
}
