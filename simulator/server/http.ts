import type { IncomingMessage, ServerResponse } from "node:http";
import type { Platform } from "./platform.ts";

/** One request under way: what a handler needs to answer it. */
export type Exchange = {
  readonly platform: Platform;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
};

/** A path that the stand-in answers. `path` matches the whole pathname; its groups are the handler's parameters. */
export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: RegExp;
  readonly handle: (exchange: Exchange, parameters: readonly string[]) => void | Promise<void>;
};

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** The caller asked for something impossible: answered with the status and the reason. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BadRequest("Body too large", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The body as JSON; an empty body is an empty object. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readBody(request);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest("The body is not JSON");
  }
}

/** Answers with JSON; bigints, which JSON lacks, go out as strings of digits. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers }).end(toJson(body));
}

export function sendHtml(response: ServerResponse, html: string, status = 200): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }).end(html);
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location }).end();
}

export function toJson(body: unknown): string {
  return JSON.stringify(body, (_key, value) => (typeof value === "bigint" ? value.toString() : value));
}
