import { createServer, type IncomingHttpHeaders } from "node:http";
import { expect, onTestFinished } from "vitest";

/** One request that came to the door, and when. */
export type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly raw: string; readonly atMs: number };

/** A small server in the app's place: it takes webhooks down and answers as it is told. */
export type WebhookReceiver = {
  readonly url: string;
  readonly received: Received[];
  /** The status of every answer from now on; null is no answer at all. */
  answer: number | null;
  /** The topics received, in order. */
  topics(): string[];
  /** Bodies received under a topic, read as JSON. */
  bodies(topic: string): Record<string, unknown>[];
  /** Waits until so many have come; and no more than that. */
  until(count: number): Promise<readonly Received[]>;
};

export async function givenWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let raw = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      raw += chunk;
    });
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, raw, atMs: performance.now() });
      if (receiver.answer !== null) response.writeHead(receiver.answer, { Location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const topics = () => received.map(({ headers }) => String(headers["x-shopify-topic"]));
  const receiver: WebhookReceiver = {
    url: `http://localhost:${typeof address === "object" && address ? address.port : 0}`,
    received,
    answer: 200,
    topics,
    bodies: (topic) => received.filter((_, at) => topics()[at] === topic).map(({ raw }) => JSON.parse(raw)),
    async until(count) {
      await expect.poll(() => received.length, { interval: 10 }).toBeGreaterThanOrEqual(count);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(topics()).toHaveLength(count);
      return received;
    },
  };
  return receiver;
}
