import type { BoughtLine, Charge, Id, Instant, Minor, OrderEdited, OrderPlaced, OrderReturned, UnitsBack } from "./events.ts";
import { shareOf } from "./money.ts";
import { type Deal, ImpossibleEvent } from "./order-record.ts";

export type MovementKind = "goods" | "gift_card" | "shipping" | "tip" | "duty" | "additional_fee" | "return_fee" | "adjustment";
/**
 * Why something moved: bought (also added or exchanged), more of a line, units edited off, come back, or a sum put right by an edit or a
 * refund.
 */
export type MovementCause = "bought" | "increased" | "edited_off" | "came_back" | "corrected" | "adjusted";

/** One line of an order while its history is walked: units and sums that are still with the buyer. */
export type LineState = {
  readonly line: BoughtLine;
  quantity: number;
  left: number;
  discount: Minor;
  tax: Minor;
  taxInDiscount: Minor;
};

/**
 * One thing that moved between shop and buyer, told in the event's own terms. `price` is units × unit price (or the charge) as the buyer
 * saw it before discounts. All sums are positive whichever way they went, but of the causes "corrected" and "adjusted", whose `price` is
 * a signed sum without tax.
 */
export type Movement = {
  readonly saleId: number;
  readonly kind: MovementKind;
  readonly cause: MovementCause;
  readonly line: LineState | null;
  readonly units: number | null;
  readonly price: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly taxInDiscount: Minor;
};

/** What shop and buyer agreed at one moment, and what moved by it. */
export type Agreement = {
  readonly id: number;
  readonly reason: "order" | "edit" | "refund" | "return";
  readonly at: Instant;
  readonly movements: readonly Movement[];
};

/** An order's whole history, walked: its lines as they stand, the tip's line apart, its agreements in order. */
export type OrderHistory = { readonly lines: readonly LineState[]; readonly agreements: readonly Agreement[] };

/** Walks an order's events. Throws `ImpossibleEvent` where more goes back than is there, or a line is unknown. */
export function historyOf(placed: OrderPlaced, deals: readonly Deal[]): OrderHistory {
  const walk = new Walk(placed);
  return { lines: walk.lines, agreements: deals.map((deal) => walk.agree(deal)).filter(({ movements }) => movements.length > 0) };
}

type Charged = { kind: MovementKind; line: LineState | null; price: Minor; discount: Minor; tax: Minor };
type Sums = { units: number | null; price: Minor; discount?: Minor; tax?: Minor; taxInDiscount?: Minor };

class Walk {
  readonly lines: LineState[] = [];
  readonly #placed: OrderPlaced;
  readonly #byId = new Map<Id, LineState>();
  readonly #charges: Charged[] = [];
  readonly #adjusted = { price: 0, tax: 0 };
  #movements: Movement[] = [];
  #nextSaleId = 0;

  constructor(placed: OrderPlaced) {
    this.#placed = placed;
  }

  agree({ event, agreementId: id, firstSaleId }: Deal): Agreement {
    this.#movements = [];
    this.#nextSaleId = firstSaleId;
    const at = event.at;
    if (event.type === "order_placed") {
      this.#place(event);
      return { id, reason: "order", at, movements: this.#movements };
    }
    if (event.type === "order_edited") {
      this.#edit(event);
      return { id, reason: "edit", at, movements: this.#movements };
    }
    if (event.type === "order_returned") this.#takeBack(event);
    else this.#cancel();
    return { id, reason: event.type === "order_returned" && event.as === "return" ? "return" : "refund", at, movements: this.#movements };
  }

  #place(event: OrderPlaced): void {
    for (const line of event.lines) this.#buy(line);
    this.#charge("shipping", event.shipping);
    this.#charge("duty", event.duties);
    this.#charge("additional_fee", event.additionalFee);
    if (event.tip) this.#charge("tip", event.tip, tipLine(event.tip.lineId, event.tip.amount));
  }

  #edit(event: OrderEdited): void {
    for (const line of event.added ?? []) this.#buy(line);
    for (const { lineId, by, discount = 0, tax = 0, taxInDiscount } of event.increased ?? []) {
      const state = this.#line(lineId);
      const sums = this.#withTaxInDiscount(
        { units: by, price: by * state.line.unitPrice, discount, tax, taxInDiscount: taxInDiscount ?? 0 },
        taxInDiscount,
      );
      state.quantity += by;
      this.#credit(state, by, sums);
      this.#move(state.line.giftCard ? "gift_card" : "goods", "increased", state, sums);
    }
    for (const back of event.reduced ?? []) this.#unitsBack(back, "edited_off");
    if (event.correction) this.#adjust("corrected", event.correction, this.#line(event.correction.lineId));
  }

  #takeBack(event: OrderReturned): void {
    for (const back of event.lines ?? []) this.#unitsBack(back, "came_back");
    if (event.shipping) this.#shippingBack(event.shipping.amount, event.shipping.tax ?? 0);
    if (event.adjustment) this.#adjust("adjusted", event.adjustment, null);
    if (event.restockingFee) {
      const { amount, tax = 0 } = event.restockingFee;
      this.#move("return_fee", "bought", null, { units: null, price: amount, tax });
    }
    for (const line of event.exchange ?? []) this.#buy(line);
  }

  #cancel(): void {
    for (const state of this.lines) if (state.left > 0) this.#unitsBack({ lineId: state.line.id, quantity: state.left }, "came_back");
    for (const charge of this.#charges) {
      const { kind, line, price, discount, tax } = charge;
      if (price !== 0) this.#move(kind, "came_back", line, { units: line ? 1 : null, price, discount, tax });
      Object.assign(charge, { price: 0, discount: 0, tax: 0 });
    }
    const { price, tax } = this.#adjusted;
    if (price !== 0 || tax !== 0) this.#adjust("adjusted", { amount: -price, tax: -tax }, null);
  }

  #buy(line: BoughtLine): void {
    if (this.#byId.has(line.id)) throw new ImpossibleEvent(`order ${this.#placed.name} already has a line ${line.id}`);
    const { quantity, discount, tax } = line;
    const state: LineState = { line, quantity, left: 0, discount: 0, tax: 0, taxInDiscount: 0 };
    const price = quantity * line.unitPrice;
    const sums = this.#withTaxInDiscount({ units: quantity, price, discount, tax, taxInDiscount: 0 }, line.taxInDiscount);
    this.lines.push(state);
    this.#byId.set(line.id, state);
    this.#credit(state, quantity, sums);
    this.#move(line.giftCard ? "gift_card" : "goods", "bought", state, sums);
  }

  #charge(kind: MovementKind, charge: Charge | undefined, line: LineState | null = null): void {
    if (!charge) return;
    const { amount: price, discount = 0, tax = 0 } = charge;
    this.#charges.push({ kind, line, price, discount, tax });
    this.#move(kind, "bought", line, { units: line ? 1 : null, price, discount, tax });
  }

  #unitsBack({ lineId, quantity, ...said }: UnitsBack, cause: "edited_off" | "came_back"): void {
    const state = this.#line(lineId);
    if (!(quantity > 0 && quantity <= state.left)) {
      throw new ImpossibleEvent(`order ${this.#placed.name}: ${quantity} of line ${lineId} cannot come back, ${state.left} are left`);
    }
    const discount = said.discount ?? shareOf(state.discount, quantity, state.left);
    const tax = said.tax ?? shareOf(state.tax, quantity, state.left);
    const taxInDiscount = said.taxInDiscount ?? shareOf(state.taxInDiscount, quantity, state.left);
    this.#credit(state, -quantity, { discount: -discount, tax: -tax, taxInDiscount: -taxInDiscount });
    const price = quantity * state.line.unitPrice;
    this.#move(state.line.giftCard ? "gift_card" : "goods", cause, state, { units: quantity, price, discount, tax, taxInDiscount });
  }

  #shippingBack(amount: Minor, tax: Minor): void {
    const shipping = this.#charges.find(({ kind }) => kind === "shipping");
    if (!shipping || amount > shipping.price - shipping.discount) {
      throw new ImpossibleEvent(`order ${this.#placed.name}: more shipping would go back than was paid`);
    }
    shipping.price -= amount;
    shipping.tax -= tax;
    this.#move("shipping", "came_back", null, { units: null, price: amount, tax });
  }

  #adjust(cause: "corrected" | "adjusted", { amount, tax = 0 }: { amount: Minor; tax?: Minor }, line: LineState | null): void {
    this.#adjusted.price += amount;
    this.#adjusted.tax += tax;
    this.#move("adjustment", cause, line, { units: null, price: amount, tax });
  }

  #credit(state: LineState, units: number, { discount = 0, tax = 0, taxInDiscount = 0 }: Partial<Sums>): void {
    state.left += units;
    state.discount += discount;
    state.tax += tax;
    state.taxInDiscount += taxInDiscount;
  }

  #withTaxInDiscount(sums: Required<Sums>, said: Minor | undefined): Required<Sums> {
    if (!this.#placed.taxesIncluded || said !== undefined) return { ...sums, taxInDiscount: said ?? 0 };
    const paid = sums.price - sums.discount;
    return { ...sums, taxInDiscount: paid > 0 ? Math.round((sums.discount * sums.tax) / paid) : 0 };
  }

  #move(kind: MovementKind, cause: MovementCause, line: LineState | null, sums: Sums): void {
    const { units, price, discount = 0, tax = 0, taxInDiscount = 0 } = sums;
    this.#movements.push({ saleId: this.#nextSaleId++, kind, cause, line, units, price, discount, tax, taxInDiscount });
  }

  #line(id: Id): LineState {
    const state = this.#byId.get(id);
    if (!state) throw new ImpossibleEvent(`order ${this.#placed.name} has no line ${id}`);
    return state;
  }
}

function tipLine(id: Id, amount: Minor): LineState {
  const bought = {
    productId: null,
    variantId: null,
    variantTitle: null,
    sku: null,
    vendor: null,
    quantity: 1,
    discount: 0,
    tax: 0,
    giftCard: false,
  };
  return { line: { id, title: "Tip", unitPrice: amount, ...bought }, quantity: 1, left: 1, discount: 0, tax: 0, taxInDiscount: 0 };
}
