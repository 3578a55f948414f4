import type { Id, TradeEvent } from "../../world/events.ts";

const kinds = ["order", "line", "customer", "product", "variant", "inventoryItem", "checkout"] as const;
type Kind = (typeof kinds)[number];

/** Where ids above 2^53 begin, of which a JavaScript number would lose the last digit; one order and product in so many has such an id. */
const HUGE = 9_107_199_254_740_993n;
const ONE_HUGE_IN = 12;
/** Ids rise but do not follow each other. */
const STEP = 257n;

/** Ids for what is new in a shop, above all those of its past. */
export class LiveIds {
  readonly #last = new Map<Kind, bigint>(kinds.map((kind) => [kind, 1_000_000n]));
  #lastNumber = 1000;
  #given = 0n;

  constructor(past: readonly TradeEvent[]) {
    for (const event of past) this.#see(event);
  }

  next(kind: Kind): Id {
    this.#given += 1n;
    if ((kind === "order" || kind === "product") && this.#given % BigInt(ONE_HUGE_IN) === 0n) return String(HUGE + this.#given);
    const id = (this.#last.get(kind) ?? 0n) + STEP;
    this.#last.set(kind, id);
    return String(id);
  }

  /** The name of the next order: "#1042". */
  nextOrderName(): string {
    this.#lastNumber += 1;
    return `#${this.#lastNumber}`;
  }

  #see(event: TradeEvent): void {
    switch (event.type) {
      case "order_placed":
        this.#raise("order", event.orderId);
        this.#lastNumber = Math.max(this.#lastNumber, Number(event.name.replace(/\D/g, "")) || 0);
        for (const { id } of event.lines) this.#raise("line", id);
        if (event.tip) this.#raise("line", event.tip.lineId);
        break;
      case "order_edited":
        for (const { id } of event.added ?? []) this.#raise("line", id);
        break;
      case "order_returned":
        for (const { id } of event.exchange ?? []) this.#raise("line", id);
        break;
      case "customer_created":
        this.#raise("customer", event.customerId);
        break;
      case "product_created":
      case "product_changed":
        this.#raise("product", event.productId);
        for (const { id, inventoryItemId } of event.variants ?? []) {
          this.#raise("variant", id);
          this.#raise("inventoryItem", inventoryItemId);
        }
        break;
      case "checkout_changed":
      case "checkout_abandoned":
        this.#raise("checkout", event.checkoutId);
        for (const { id } of event.lines) this.#raise("line", id);
    }
  }

  #raise(kind: Kind, id: Id): void {
    const value = BigInt(id);
    if (value < BigInt(Number.MAX_SAFE_INTEGER) && value > (this.#last.get(kind) ?? 0n)) this.#last.set(kind, value);
  }
}
