import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, openConnection } from "./client.ts";

export type Load = { readonly port: number; readonly connections: number; readonly forMs: number };

/**
 * As many requests as the server takes, each connection sending its next as soon as it is answered. Requests per second. Throws at an
 * answer other than 200.
 */
export async function atFullSpeed(request: () => string, { port, connections, forMs }: Load): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const startedAt = performance.now();
  let answered = 0;
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() - startedAt < forMs) {
        mustBe200((await connection.send(request())).status);
        answered += 1;
      }
    }),
  );
  const tookMs = performance.now() - startedAt;
  for (const connection of open) connection.close();
  return (answered / tookMs) * 1000;
}

/**
 * So many requests a second, however slow the answers are: each goes out when it is due, on the connection that has rested longest, and its
 * time counts from when it was due. Milliseconds of each, in order of size.
 */
export async function atRate(request: () => string, perSecond: number, { port, connections, forMs }: Load): Promise<number[]> {
  const free = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const times: number[] = [];
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  const count = Math.floor((forMs / 1000) * perSecond);
  for (let index = 0; index < count; index += 1) {
    const dueAt = startedAt + (index * 1000) / perSecond;
    while (performance.now() < dueAt) await sleep(1);
    const connection = free.shift() ?? (await openConnection(port));
    underWay.push(one(connection, request(), dueAt));
  }
  await Promise.all(underWay);
  for (const connection of free) connection.close();
  return times.sort((one, other) => one - other);

  async function one(connection: Connection, text: string, dueAt: number): Promise<void> {
    const { status, at } = await connection.send(text);
    mustBe200(status);
    times.push(at - dueAt);
    free.push(connection);
  }
}

function mustBe200(status: number): void {
  if (status !== 200) throw new Error(`the server answered ${status}`);
}
