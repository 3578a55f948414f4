/** How long to wait for what, in milliseconds. */
export type Pace = {
  /** For the first word of a stream: whatever stands between may hold it back. */
  readonly firstWordMs: number;
  /** For the next word or heartbeat: the server sends one every 15 seconds. */
  readonly silenceMs: number;
  /** Between two questions where there is no stream. */
  readonly pollMs: number;
  /** Before the first attempt to get the stream back; doubled with each, up to the longest. */
  readonly againMs: number;
  readonly longestMs: number;
};

const PACE: Pace = { firstWordMs: 5_000, silenceMs: 30_000, pollMs: 5_000, againMs: 500, longestMs: 60_000 };

type Following = {
  readonly address: string;
  readonly signal: AbortSignal;
  readonly onVersion: (version: string) => void;
  readonly pace?: Pace;
};

/**
 * Says each version of the shop's figures that the server at `address` tells of, until the signal is aborted: by a stream of events, and
 * while there is none by asking again and again. Never rejects.
 */
export async function followChanges(following: Following): Promise<void> {
  const pace = following.pace ?? PACE;
  for (let failures = 0; !following.signal.aborted; ) {
    const startedAt = performance.now();
    const end = await listen(following, pace);
    const didLast = end === "lost" && performance.now() - startedAt > pace.firstWordMs;
    failures = didLast ? 1 : failures + 1;
    // one that is held back will be so the next time
    const wait = end === "silent" ? pace.longestMs : Math.min(pace.againMs * 2 ** (failures - 1), pace.longestMs);
    await askFor(wait * (0.5 + Math.random() / 2), following, pace);
  }
}

/** Hears a stream to its end: "lost" after it had said something, "silent" when it was given up, "refused" when there was none. */
async function listen({ address, signal, onVersion }: Following, pace: Pace): Promise<"lost" | "silent" | "refused"> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal.addEventListener("abort", abort);
  let timer = setTimeout(abort, pace.firstWordMs);
  let heard = false;
  try {
    const response = await fetch(address, { method: "POST", headers: { Accept: "text/event-stream" }, signal: stop.signal });
    if (!response.ok || response.body === null) return "refused";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ""; ; ) {
      const { done, value } = await reader.read();
      if (done) return heard ? "lost" : "refused";
      heard = true;
      clearTimeout(timer);
      timer = setTimeout(abort, pace.silenceMs);
      const events = (text + value).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) if (event.startsWith("data: ")) onVersion(event.slice("data: ".length));
    }
  } catch {
    if (stop.signal.aborted) return "silent";
    return heard ? "lost" : "refused";
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** Asks for the version every now and then until the time is over, and then once more. */
async function askFor(ms: number, { address, signal, onVersion }: Following, { pollMs }: Pace): Promise<void> {
  const end = performance.now() + ms;
  for (let left = ms; left > 0; left = end - performance.now()) {
    await sleep(Math.min(pollMs, left), signal);
    if (signal.aborted) return;
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" }, signal });
      const answer: unknown = response.ok ? await response.json() : null;
      if (typeof answer === "object" && answer !== null && "version" in answer) onVersion(String(answer.version));
    } catch {
      // asked again in a moment
    }
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
