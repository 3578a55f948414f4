import type { Id, Minor } from "./events.ts";
import { agreementWire } from "./ledger.ts";
import { LineItemWire } from "./line-item-wire.ts";
import { moneyBag } from "./money.ts";
import type { LineState, MovementKind, OrderHistory } from "./movements.ts";
import type { OrderRecord } from "./order-record.ts";
import { addressWire } from "./people-wire.ts";
import type { Switches } from "./profile.ts";
import { NodeList, type Wire } from "./wire.ts";

/** What an order's fields reach for in the shop around it. */
export type OrderSurroundings = {
  readonly currency: string;
  readonly switches: Switches;
  readonly history: (order: OrderRecord) => OrderHistory;
  readonly customer: (id: Id) => Wire | null;
  readonly product: (id: Id) => Wire | null;
  readonly variant: (id: Id) => Wire | null;
};

/** An `Order`. Each field is made when it is read; lines and ledger come from the order's history. */
export class OrderWire {
  readonly [field: string]: unknown;
  readonly __typename = "Order";
  readonly id: string;
  readonly #order: OrderRecord;
  readonly #shop: OrderSurroundings;

  constructor(order: OrderRecord, shop: OrderSurroundings) {
    this.id = `gid://shopify/Order/${order.placed.orderId}`;
    this.#order = order;
    this.#shop = shop;
  }

  get legacyResourceId(): string {
    return this.#order.placed.orderId;
  }
  get name(): string {
    return this.#order.placed.name;
  }
  get number(): number {
    return Number(this.#order.placed.name.replace(/\D/g, ""));
  }
  get createdAt(): string {
    return this.#order.placed.at;
  }
  get processedAt(): string {
    return this.#order.placed.processedAt ?? this.#order.placed.at;
  }
  get updatedAt(): string {
    return this.#order.updatedAt;
  }
  get cancelledAt(): string | null {
    return this.#order.cancelledAt;
  }
  get cancelReason(): string | null {
    return this.#order.cancelledAt ? "CUSTOMER" : null;
  }
  get closedAt(): string | null {
    return this.#order.closedAt;
  }
  get closed(): boolean {
    return this.#order.closedAt !== null;
  }
  get test(): boolean {
    return this.#order.placed.test ?? false;
  }
  get edited(): boolean {
    return this.#order.deals.some(({ event }) => event.type === "order_edited");
  }
  get confirmed(): boolean {
    return true;
  }
  get currencyCode(): string {
    return this.#shop.currency;
  }
  get presentmentCurrencyCode(): string {
    return this.#order.placed.presentment?.currency ?? this.#shop.currency;
  }
  get taxesIncluded(): boolean {
    return this.#order.placed.taxesIncluded ?? false;
  }
  get sourceName(): string | null {
    return this.#order.placed.sourceName ?? null;
  }
  get displayFinancialStatus(): string {
    const { paid, cancelledAt, currentTotal, deals } = this.#order;
    if (!paid) return cancelledAt ? "VOIDED" : "PENDING";
    if (!deals.some(({ event }) => event.type === "order_returned" || event.type === "order_cancelled")) return "PAID";
    return currentTotal <= 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
  }
  get displayFulfillmentStatus(): string {
    return this.#order.fulfilled ? "FULFILLED" : "UNFULFILLED";
  }
  get fullyPaid(): boolean {
    return this.#order.paid;
  }
  get unpaid(): boolean {
    return !this.#order.paid;
  }
  get cartToken(): string | null {
    return this.#order.placed.cartToken ?? null;
  }
  get checkoutToken(): string | null {
    return this.#order.placed.checkoutToken ?? null;
  }
  get discountCodes(): readonly string[] {
    return this.#order.placed.discountCodes ?? [];
  }
  get discountCode(): string | null {
    return this.discountCodes[0] ?? null;
  }
  get tags(): readonly string[] {
    return this.#order.tags;
  }
  get customer(): Wire | null {
    return this.#order.customerId ? this.#shop.customer(this.#order.customerId) : null;
  }
  get email(): unknown {
    return this.customer?.email ?? null;
  }
  get shippingAddress(): Wire | null {
    const { destination, orderId } = this.#order.placed;
    return destination ? addressWire(destination, orderId, this.customer) : null;
  }
  get billingAddress(): Wire | null {
    return this.shippingAddress;
  }

  get subtotalLineItemsQuantity(): number {
    return this.#lines.reduce((sum, { quantity }) => sum + quantity, 0);
  }
  get currentSubtotalLineItemsQuantity(): number {
    return this.#lines.reduce((sum, { left }) => sum + left, 0);
  }
  get originalTotalPriceSet(): Wire {
    return this.#bag(this.#order.originalTotal);
  }
  get totalPriceSet(): Wire {
    return this.#bag(this.#order.originalTotal);
  }
  get currentTotalPriceSet(): Wire {
    return this.#bag(this.#order.currentTotal);
  }
  get totalDiscountsSet(): Wire {
    return this.#bag(this.#placedSum(({ discount }) => discount, "goods", "shipping", "gift_card"));
  }
  get totalTaxSet(): Wire {
    return this.#bag(this.#placedSum(({ tax }) => tax, "goods", "shipping", "duty", "additional_fee"));
  }
  get totalShippingPriceSet(): Wire {
    return this.#bag(this.#placedSum(({ price }) => price, "shipping"));
  }
  get subtotalPriceSet(): Wire {
    return this.#bag(this.#placedSum(({ price, discount }) => price - discount, "goods", "gift_card"));
  }
  get totalTipReceivedSet(): Wire {
    return this.#bag(this.#placedSum(({ price }) => price, "tip"));
  }

  get lineItems(): NodeList {
    return new NodeList(() => this.#lines.map((line) => this.#lineItem(line)));
  }
  get agreements(): NodeList {
    const { currency, switches } = this.#shop;
    const context = { placed: this.#order.placed, currency, switches, order: this, lineItem: (line: LineState) => this.#lineItem(line) };
    return new NodeList(() => this.#shop.history(this.#order).agreements.map((agreement) => agreementWire(agreement, context)));
  }

  get #lines(): readonly LineState[] {
    return this.#shop.history(this.#order).lines;
  }
  #lineItem(line: LineState): Wire {
    return new LineItemWire(line, this.#order.placed, this.#shop);
  }
  #placedSum(of: (movement: { price: Minor; discount: Minor; tax: Minor }) => Minor, ...kinds: MovementKind[]): Minor {
    const first = this.#shop.history(this.#order).agreements.find(({ reason }) => reason === "order");
    return (first?.movements ?? []).reduce((sum, movement) => (kinds.includes(movement.kind) ? sum + of(movement) : sum), 0);
  }
  #bag(minor: Minor): Wire {
    return moneyBag(minor, this.#shop.currency, this.#order.placed.presentment);
  }
}
