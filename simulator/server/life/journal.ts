import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { TradeEvent } from "../../world/events.ts";
import { ImpossibleEvent } from "../../world/order-record.ts";
import type { SimulatedShop } from "../../world/shop.ts";

/**
 * What happened in a shop while the stand-in ran, an event a line, so that the shop is the same when it starts again: an app that kept its
 * data would otherwise remember orders that nobody placed. Past and journal together must be told in the same order each time.
 */
export class Journal {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  append(event: TradeEvent): void {
    appendFileSync(this.#file, `${JSON.stringify(event)}\n`);
  }

  /**
   * Lets all of it happen again, untold. Returns how many lines were passed over: events that cannot have happened, or were cut off in
   * writing.
   */
  replay(shop: SimulatedShop): number {
    if (!existsSync(this.#file)) return 0;
    const text = readFileSync(this.#file, "utf8");
    if (!text.endsWith("\n")) appendFileSync(this.#file, "\n");
    const lines = text.split("\n").filter(Boolean);
    return lines.filter((line) => !replayed(shop, line)).length;
  }
}

function replayed(shop: SimulatedShop, line: string): boolean {
  try {
    shop.apply(JSON.parse(line));
    return true;
  } catch (error) {
    if (error instanceof ImpossibleEvent || error instanceof SyntaxError) return false;
    throw error;
  }
}
