import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { headersOf, type Message } from "./message.ts";

/** Milliseconds in which a connection must stand, and in which the whole answer must be there. */
const CONNECT_MS = 1_000;
const ANSWER_MS = 5_000;

/** What came of one attempt: the status, or the reason why there was none. */
export type Answer = { readonly status: number | null; readonly problem: string | null };

/** Posts webhooks with Shopify's patience: a second to connect, five for the whole answer. Redirects are not followed. */
export class Sender {
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });

  /** One attempt. It never throws: what goes wrong is its answer. */
  async post(url: URL, message: Message, secret: string): Promise<Answer> {
    const headers = headersOf(message, secret);
    const agent = url.protocol === "https:" ? this.#https : this.#http;
    const answer = await exchange(url, { method: "POST", headers, agent }, message.body);
    // A kept connection may be closed from the other side in the moment of its use; that is nobody's failure.
    return answer === "stale" ? freshly(url, headers, message.body) : answer;
  }

  /** Closes the connections that are kept for the next delivery, and breaks off those in use. */
  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

async function freshly(url: URL, headers: Record<string, string>, body: string): Promise<Answer> {
  const answer = await exchange(url, { method: "POST", headers, agent: false }, body);
  return answer === "stale" ? { status: null, problem: "the connection was closed" } : answer;
}

function exchange(url: URL, options: RequestOptions, body: string): Promise<Answer | "stale"> {
  return new Promise((resolve) => {
    const request: ClientRequest = url.protocol === "https:" ? httpsRequest(url, options) : httpRequest(url, options);
    const giveUp = (reason: string): void => void request.destroy(new Error(reason));
    const answering = setTimeout(giveUp, ANSWER_MS, `no answer within ${ANSWER_MS / 1000} s`);
    let connecting: NodeJS.Timeout | undefined;
    const end = (answer: Answer | "stale"): void => {
      clearTimeout(answering);
      clearTimeout(connecting);
      resolve(answer);
    };
    request.on("socket", (socket) => {
      if (!socket.connecting) return;
      connecting = setTimeout(giveUp, CONNECT_MS, `no connection within ${CONNECT_MS / 1000} s`);
      socket.once("connect", () => clearTimeout(connecting));
    });
    request.on("response", (response) => {
      response.resume();
      response.on("end", () => end({ status: response.statusCode ?? null, problem: null }));
      response.on("error", (error) => end({ status: null, problem: error.message }));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && error.code === "ECONNRESET";
      end(stale ? "stale" : { status: null, problem: error.message || (error.code ?? "the connection failed") });
    });
    request.end(body);
  });
}
