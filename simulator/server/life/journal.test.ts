import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tradingShop } from "../../../test/factories/trade.ts";
import { type Simulator, startSimulator } from "../start.ts";

const orders = ({ platform }: Simulator) => [...(platform.find("kept")?.shop.records.orders.all ?? [])];

test("a shop that starts again is as it was left, and goes on with new ids; a line that was cut off is passed over", async () => {
  const journalFolder = mkdtempSync(join(tmpdir(), "journal-"));
  onTestFinished(() => rmSync(journalFolder, { recursive: true }));
  const said: string[] = [];
  const logger = { error: (message: string, error: unknown) => void said.push(`${message}: ${error}`) };
  const shop = { handle: "kept", orders: 20 };
  const start = () =>
    startSimulator({
      port: 0,
      shops: [tradingShop(shop)],
      appUrl: "http://localhost:1",
      apiKey: "k",
      apiSecret: "s",
      journalFolder,
      logger,
    });
  const first = await start();
  const act = ({ url }: Simulator, name: string) =>
    fetch(`${url}/control/shops/kept/life/${name}`, { method: "POST" }).then((response) => response.json());
  for (const name of ["place-order", "place-order", "return-part", "delete-order", "change-time-zone"]) await act(first, name);
  await first.stop();
  const left = orders(first);
  appendFileSync(join(journalFolder, "kept.ndjson"), '{"type":"order_pla');

  const second = await start();
  expect(left).toHaveLength(21);
  const told = (all: typeof left) => all.map(({ placed, deals }) => [placed.name, deals.map(({ firstSaleId }) => firstSaleId)]);
  expect(told(orders(second))).toEqual(told(left));
  expect(second.platform.find("kept")?.shop.profile.timeZone).toBe(first.platform.find("kept")?.shop.profile.timeZone);
  expect(said).toEqual(["the journal of kept.myshopify.com could not be followed: lines passed over: 1"]);
  expect((await act(second, "place-order")).said).toContain("#1023");
  await second.stop();
  const third = await start();
  onTestFinished(() => third.stop());
  expect(orders(third).at(-1)?.placed.name).toBe("#1023");
});
