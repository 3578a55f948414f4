/**
 * The exact bytes of a request's body, or "too large": then reading has stopped, at the announced length or at the first byte too many.
 * What was not read is left alone: to cancel it would break the connection before the answer.
 */
export async function readBody(request: Request, limitBytes: number): Promise<Buffer | "too large"> {
  if (Number(request.headers.get("Content-Length") ?? 0) > limitBytes) return "too large";
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done)
      return chunks.length === 1 && chunks[0] ? Buffer.from(chunks[0].buffer, chunks[0].byteOffset, length) : Buffer.concat(chunks, length);
    length += value.byteLength;
    if (length > limitBytes) return "too large";
    chunks.push(value);
  }
}
