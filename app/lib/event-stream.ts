const encoder = new TextEncoder();

/** A body of server-sent events under way. */
export type EventStream = {
  readonly body: ReadableStream<Uint8Array>;
  /** Sends an event; after the end it goes nowhere. */
  send(data: string): void;
  /** Aborted when the body has ended, whatever ended it. */
  readonly ended: AbortSignal;
};

/**
 * Opens a body of server-sent events, with a comment as a heartbeat between them. It ends when one of the signals is aborted, when nobody
 * reads any more, or after `longestMs`, and nothing of it stays then: no timer, no listener.
 */
export function eventStream(options: {
  readonly signals: readonly AbortSignal[];
  readonly heartbeatMs: number;
  readonly longestMs: number;
}): EventStream {
  const { signals, heartbeatMs, longestMs } = options;
  let write: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      write = controller;
    },
    cancel: () => {
      write = null;
      end();
    },
  });
  const say = (text: string) => write?.enqueue(encoder.encode(text));
  const beat = setInterval(() => say(": beat\n\n"), heartbeatMs);
  const longest = setTimeout(() => end(), longestMs);
  const ended = new AbortController();
  const end = () => {
    if (ended.signal.aborted) return;
    clearInterval(beat);
    clearTimeout(longest);
    for (const signal of signals) signal.removeEventListener("abort", end);
    write?.close();
    write = null;
    ended.abort();
  };
  for (const signal of signals) signal.addEventListener("abort", end);
  if (signals.some(({ aborted }) => aborted)) end();
  return { body, send: (data) => say(`data: ${data}\n\n`), ended: ended.signal };
}
