import type { Id, Minor, OrderPlaced } from "./events.ts";
import { moneyBag } from "./money.ts";
import type { LineState } from "./movements.ts";
import type { Wire } from "./wire.ts";

/** What a line's fields reach for in the shop around it: null for a product or variant that is deleted. */
export type LineSurroundings = {
  readonly currency: string;
  readonly product: (id: Id) => Wire | null;
  readonly variant: (id: Id) => Wire | null;
};

/** A `LineItem`, as bought, with what is left of it. */
export class LineItemWire {
  readonly [field: string]: unknown;
  readonly __typename = "LineItem";
  readonly id: string;
  readonly #state: LineState;
  readonly #placed: OrderPlaced;
  readonly #shop: LineSurroundings;

  constructor(state: LineState, placed: OrderPlaced, shop: LineSurroundings) {
    this.id = `gid://shopify/LineItem/${state.line.id}`;
    this.#state = state;
    this.#placed = placed;
    this.#shop = shop;
  }

  get title(): string {
    return this.#state.line.title;
  }
  get name(): string {
    const { title, variantTitle } = this.#state.line;
    return variantTitle ? `${title} - ${variantTitle}` : title;
  }
  get variantTitle(): string | null {
    return this.#state.line.variantTitle;
  }
  get sku(): string | null {
    return this.#state.line.sku;
  }
  get vendor(): string | null {
    return this.#state.line.vendor;
  }
  get quantity(): number {
    return this.#state.quantity;
  }
  get currentQuantity(): number {
    return this.#state.left;
  }
  get refundableQuantity(): number {
    return this.#state.left;
  }
  get isGiftCard(): boolean {
    return this.#state.line.giftCard;
  }
  get requiresShipping(): boolean {
    return !this.#state.line.giftCard;
  }
  get taxable(): boolean {
    return this.#state.line.tax > 0;
  }
  get product(): Wire | null {
    return this.#state.line.productId ? this.#shop.product(this.#state.line.productId) : null;
  }
  get variant(): Wire | null {
    return this.#state.line.variantId ? this.#shop.variant(this.#state.line.variantId) : null;
  }
  get originalUnitPriceSet(): Wire {
    return this.#bag(this.#state.line.unitPrice);
  }
  get originalTotalSet(): Wire {
    return this.#bag(this.#state.line.unitPrice * this.#state.quantity);
  }
  get totalDiscountSet(): Wire {
    return this.#bag(this.#state.line.discount);
  }
  get discountedTotalSet(): Wire {
    return this.#bag(this.#state.line.unitPrice * this.#state.quantity - this.#state.line.discount);
  }

  #bag(minor: Minor): Wire {
    return moneyBag(minor, this.#shop.currency, this.#placed.presentment);
  }
}
