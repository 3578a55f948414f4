import { PassThrough } from "node:stream";
import { type ActionFunctionArgs, createReadableStreamFromReadable, type EntryContext, type LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { logger } from "./logger.server.ts";
import { addDocumentResponseHeaders } from "./shopify.server.ts";

/** How long a page may wait for its deferred parts; what is not there by then says so in its place. */
export const streamTimeout = 8000;

/** Writes a page: its shell at once, deferred parts as they come; for bots everything at once. */
export default function handleRequest(request: Request, status: number, headers: Headers, remixContext: EntryContext): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  let finalStatus = status;

  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} />, {
      [ready]: () => {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }));
        pipe(body);
      },
      onShellError: reject,
      onError(error: unknown) {
        finalStatus = 500;
        logger.error({ err: error }, "a page failed to render");
      },
    });
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/** What a loader or an action threw and no route expected. Requests that the browser gave up, or for no page of ours, are no errors. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  logger.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "a request failed");
}
