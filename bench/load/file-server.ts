import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";

/** A process of its own that serves one file as Shopify's storage does, with byte ranges; says its address on its first line. */
const [path = ""] = process.argv.slice(2);
const size = statSync(path).size;

const server = createServer((request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const range = start > 0 ? { "content-range": `bytes ${start}-${size - 1}/${size}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { "content-length": size - start, ...range });
  createReadStream(path, { start, highWaterMark: 256 * 1024 }).pipe(response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`http://127.0.0.1:${address.port}/bulk.jsonl`);
});
