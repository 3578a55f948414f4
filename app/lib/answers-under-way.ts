import { once } from "node:events";

/** What an answer tells of itself: Node's ServerResponse, and Express's, do. */
type Answer = NodeJS.EventEmitter & { readonly writableNeedDrain: boolean };

/** What a route learns of the answer that it gives, as Remix's load context. */
export type Answering = {
  /** Aborted when the answer is through, its browser has gone, or all answers are to end. */
  readonly gone: AbortSignal;
  /** Resolves when the browser has taken what was written, or has gone: Remix itself writes on without waiting. */
  drained(): Promise<void>;
};

/**
 * Knows which answers a server is giving. A request's own signal does not serve for long answers: with the chain of copies that a framework
 * makes of a request, it is collected.
 */
export function answersUnderWay(): { contextOf(answer: Answer): Answering; endAll(): void } {
  const all = new Set<AbortController>();
  return {
    contextOf(answer) {
      const gone = new AbortController();
      all.add(gone);
      answer.once("close", () => {
        all.delete(gone);
        gone.abort();
      });
      const { signal } = gone;
      return {
        gone: signal,
        async drained() {
          if (answer.writableNeedDrain && !signal.aborted) await once(answer, "drain", { signal }).catch(() => undefined);
        },
      };
    },
    endAll() {
      for (const gone of all) gone.abort();
    },
  };
}

/** The answer as a route's load context tells of it. Our own server tells; the dev server does not, and nothing is waited for there. */
export function answeringOf(context: Readonly<Record<string, unknown>>): Partial<Answering> {
  const { gone, drained } = context;
  return {
    ...(gone instanceof AbortSignal && { gone }),
    ...(typeof drained === "function" && { drained: async () => void (await drained()) }),
  };
}
