import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { pool, prisma } from "../../db.server.ts";
import type { SessionStorage } from "./session-storage.ts";

/**
 * The library's storage on the table `session`. It looks for its table as soon as it is made, and prints and waits where it does not find
 * it: so it is made only once the table has answered.
 */
export async function connectSessionTable(): Promise<SessionStorage> {
  await pool.query("select from session limit 0");
  return new PrismaSessionStorage(prisma, { connectionRetries: 1, connectionRetryIntervalMs: 0 });
}
