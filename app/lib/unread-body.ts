import type { EventEmitter } from "node:events";
import type { Readable } from "node:stream";

/** So much of a body is read for nothing, and no more: beyond it the connection is broken off. */
export const MOST_DRAINED_BYTES = 50_000_000;

/** What a request tells of itself: Node's IncomingMessage, and Express's, do. */
type Asked = Readable & { readonly complete: boolean };

/**
 * Reads on, for nothing, what is left of a body when the request is answered. Remix stops reading where a route does, and the rest would
 * stand before the connection's next request until the connection is given up.
 */
export function drainUnread(request: Asked, answer: EventEmitter): void {
  answer.once("finish", () => {
    if (request.complete) return;
    let drained = 0;
    request.removeAllListeners("data"); // Remix's, which would pause it again
    request.on("data", (chunk: Buffer) => {
      drained += chunk.length;
      if (drained > MOST_DRAINED_BYTES) request.destroy();
    });
    request.resume();
  });
}
