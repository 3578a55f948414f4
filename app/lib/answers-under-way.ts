/** What an answer tells of itself: Node's ServerResponse, and Express's, do. */
type Answer = { once(event: "close", listener: () => void): unknown };

/**
 * Knows which answers a server is giving. Each has a signal that is aborted when it is through, its browser has gone, or all are to end.
 * A request's own signal does not serve for long answers: with the chain of copies that a framework makes of a request, it is collected.
 */
export function answersUnderWay(): { goneOf(answer: Answer): AbortSignal; endAll(): void } {
  const all = new Set<AbortController>();
  return {
    goneOf(answer) {
      const gone = new AbortController();
      all.add(gone);
      answer.once("close", () => {
        all.delete(gone);
        gone.abort();
      });
      return gone.signal;
    },
    endAll() {
      for (const gone of all) gone.abort();
    },
  };
}
