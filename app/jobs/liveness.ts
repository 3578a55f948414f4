import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { beat, deregisterWorker, PAUSE_AFTER, registerWorker, releaseDeadWorkers } from "../db/worker-liveness.ts";
import { logger } from "../logger.server.ts";

const BEAT_MS = 1_000;

export type Liveness = {
  /** Ends the heartbeat and takes the worker out of the list. */
  stop(): Promise<void>;
};

/**
 * Keeps a worker listed as alive, on a connection of its own that comes back after an outage, and takes the jobs of dead workers off
 * their hands: a killed worker leaves its jobs locked. `poolIds` names the locks that this worker holds by now.
 */
export function keepAlive(ownerUrl: string, poolIds: () => readonly string[]): Liveness {
  let client: pg.Client | null = null;
  let id = 0;
  const stopping = new AbortController();

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: ownerUrl });
    fresh.on("error", () => {
      client = null;
    });
    await fresh.connect();
    client = fresh;
    id = await registerWorker(fresh, poolIds());
    return fresh;
  };

  const tick = async () => {
    try {
      const connected = client ?? (await connect());
      if (!(await beat(connected, id, poolIds()))) id = await registerWorker(connected, poolIds());
      const orphans = await releaseDeadWorkers(connected);
      if (orphans.length > 0) logger.warn({ jobs: orphans }, "took over the jobs of a worker that is gone");
      for (const { id, task, kills } of orphans.filter((orphan) => orphan.kills >= PAUSE_AFTER))
        logger.error({ job: id, task, kills }, "workers die again and again while they are at this job: it waits longer each time");
    } catch (error) {
      logger.warn({ error: messageOf(error) }, "the worker's heartbeat did not reach the database");
      await client?.end().catch(() => undefined);
      client = null;
    }
  };

  const beating = (async () => {
    while (!stopping.signal.aborted) {
      await tick();
      await sleep(BEAT_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await beating;
      try {
        if (client) await deregisterWorker(client, id);
        await client?.end();
      } catch (error) {
        logger.warn({ error: messageOf(error) }, "the worker could not take itself off the list");
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
