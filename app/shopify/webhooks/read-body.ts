/** What is thrown away of a body that is too large: a sender that is still writing when the connection closes never sees the answer. */
const DISCARDED_BYTES = 32 * 1024 * 1024;

/**
 * The exact bytes of a request's body, or "too large": then nothing of it is kept, and after a bounded rest nothing more is read. The rest
 * is left alone: to cancel it would break the connection before the answer.
 */
export async function readBody(request: Request, limitBytes: number): Promise<Buffer | "too large"> {
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let isTooLarge = Number(request.headers.get("Content-Length") ?? 0) > limitBytes;
  for (let length = 0; length <= limitBytes + DISCARDED_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return isTooLarge ? "too large" : Buffer.concat(chunks, length);
    length += value.byteLength;
    isTooLarge ||= length > limitBytes;
    if (isTooLarge) chunks.length = 0;
    else chunks.push(value);
  }
  return "too large";
}
