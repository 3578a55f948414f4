import { expect, test } from "vitest";
import { givenSimulator, type SimulatorClient } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { parseRange } from "./range.ts";

async function givenFile(): Promise<{ client: SimulatorClient; address: string; text: string }> {
  const client = await givenSimulator([tradingShop({ handle: "files", orders: 40 })]);
  const { operation, text } = await client.bulk("{ orders { edges { node { id name lineItems { edges { node { id title } } } } } } }");
  return { client, address: String(operation.url), text };
}
const ranged = (address: string, range: string, headers = {}) => fetch(address, { headers: { Range: range, ...headers } });

test("serves byte ranges, so that a reader can go on where it stopped", async () => {
  const { address, text } = await givenFile();
  const size = Buffer.byteLength(text);

  const middle = await ranged(address, "bytes=100-199");
  const rest = await ranged(address, `bytes=${size - 50}-`);
  const beyond = await ranged(address, `bytes=${size}-`);

  expect([middle.status, middle.headers.get("content-range"), await middle.text()]).toEqual([
    206,
    `bytes 100-199/${size}`,
    text.slice(100, 200),
  ]);
  expect([rest.status, await rest.text()]).toEqual([206, text.slice(-50)]);
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${size}`]);
});

test("a range of another version of the file gets the whole file", async () => {
  const { address, text } = await givenFile();

  expect((await ranged(address, "bytes=100-199", { "If-Range": '"another"' })).status).toBe(200);
  const etag = (await fetch(address)).headers.get("etag") ?? "";
  expect(await (await ranged(address, "bytes=0-9", { "If-Range": etag })).text()).toBe(text.slice(0, 10));
});

test("tells which bytes were asked for and sent", async () => {
  const { client, address } = await givenFile();
  await ranged(address, "bytes=100-199");

  const { fileRequests } = Object((await client.control("GET", "counters")).body);

  expect(fileRequests.at(-1)).toMatchObject({ range: "bytes=100-199", status: 206, firstByte: 100, bytesSent: 100 });
});

test("an address lives seven days", async () => {
  const { client, address } = await givenFile();
  client.simulator.platform.clock.advance(7 * 24 * 3600 * 1000 + 60_000);

  const gone = await fetch(address);

  expect([gone.status, await gone.text()]).toEqual([400, expect.stringContaining("<Code>ExpiredToken</Code>")]);
  expect((await fetch(address.replace(/\w+\.jsonl$/, "nothing.jsonl"))).status).toBe(404);
});

test("may break off in the middle, come slowly, or not at all", async () => {
  const { client, address, text } = await givenFile();
  await client.control("POST", "faults", { fileDropNext: 1, fileDropAfterBytes: 500 });
  const response = await fetch(address);
  let received = "";
  const take = (chunk: string): void => {
    received += chunk;
  };
  const read = response.body?.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write: take }));
  await expect(read).rejects.toThrow();
  expect(received).toBe(text.slice(0, 500));

  await client.control("POST", "faults", { fileBytesPerSecond: Buffer.byteLength(text) * 4 });
  const startedAt = performance.now();
  expect(await (await fetch(address)).text()).toBe(text);
  expect(performance.now() - startedAt).toBeGreaterThan(150);

  await client.control("POST", "faults", { fileBytesPerSecond: 0, fileExpiredNext: 1, fileServerErrorNext: 1 });
  const statuses: number[] = [];
  for (const asked of [address, address, address, `${address}?address=1`]) statuses.push((await fetch(asked)).status);
  expect(statuses).toEqual([503, 400, 400, 200]); // what has expired stays so; who asks for the operation is given the next address
});

test("may stand still in the middle until it is let go", async () => {
  const { client, address, text } = await givenFile();
  await client.control("POST", "faults", { fileBytesPerSecond: 50_000, fileHoldAtBytes: 5_000 });
  const sent = async () => Object((await client.control("GET", "counters")).body).fileRequests.at(-1).bytesSent;
  const response = await fetch(address);
  await expect.poll(sent).toBeGreaterThanOrEqual(5_000);
  const held = await sent();
  await new Promise((resolve) => setTimeout(resolve, 200));

  expect(await sent()).toBe(held);
  await client.control("DELETE", "faults");
  expect(await response.text()).toBe(text);
});

test("reads the forms of a range", () => {
  expect(parseRange("bytes=0-0", 10)).toEqual([0, 0]);
  expect(parseRange("bytes=5-99", 10)).toEqual([5, 9]);
  expect(parseRange("bytes=-3", 10)).toEqual([7, 9]);
  expect(parseRange("bytes=3-2", 10)).toBe("unsatisfiable");
  expect(parseRange("lines=1-2", 10)).toBeNull();
});
