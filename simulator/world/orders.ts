import type { Id, OrderCancelled, OrderChanged, OrderEdited, OrderEvent, OrderPlaced, OrderReturned } from "./events.ts";
import { totalOf } from "./ledger.ts";
import { historyOf, type OrderHistory } from "./movements.ts";
import { ImpossibleEvent, type OrderRecord } from "./order-record.ts";

const firstAgreementId = 14_000_000_001;
const firstSaleId = 23_000_000_001;

/** A shop's orders, as its events made them. */
export class Orders {
  readonly #byId = new Map<Id, OrderRecord>();
  readonly #byCustomer = new Map<Id, Set<OrderRecord>>();
  readonly #currency: () => string;
  #nextAgreementId = firstAgreementId;
  #nextSaleId = firstSaleId;
  #walked: { order: OrderRecord; deals: number; history: OrderHistory } | null = null;

  /** `currency`: the shop's at the moment. */
  constructor(currency: () => string) {
    this.#currency = currency;
  }

  get all(): Iterable<OrderRecord> {
    return this.#byId.values();
  }

  find(id: Id): OrderRecord | null {
    return this.#byId.get(id) ?? null;
  }

  ofCustomer(id: Id): ReadonlySet<OrderRecord> {
    return this.#byCustomer.get(id) ?? new Set();
  }

  /** The order's history; that of the order asked for last is kept, so that its lines and its ledger are walked once. */
  history(order: OrderRecord): OrderHistory {
    if (this.#walked?.order !== order || this.#walked.deals !== order.deals.length) {
      this.#walked = { order, deals: order.deals.length, history: historyOf(order.placed, order.deals) };
    }
    return this.#walked.history;
  }

  /** Takes up an event of an order; throws `ImpossibleEvent` and changes nothing where it cannot have happened. */
  apply(event: OrderEvent): void {
    if (event.type === "order_placed") {
      this.#place(event);
      return;
    }
    const order = this.find(event.orderId);
    if (!order) throw new ImpossibleEvent(`no order ${event.orderId} is here to be ${event.type.slice("order_".length)}`);
    if (event.type === "order_deleted") {
      this.#byId.delete(event.orderId);
      if (order.customerId) this.#byCustomer.get(order.customerId)?.delete(order);
    } else if (event.type === "order_changed") this.#change(order, event);
    else this.#deal(order, event);
  }

  /** Gives one customer's orders to another, as a merge of the two does. */
  handOver(from: Id, into: Id): void {
    for (const order of this.ofCustomer(from)) {
      order.customerId = into;
      this.#file(into, order);
    }
    this.#byCustomer.delete(from);
  }

  #place(placed: OrderPlaced): void {
    if (this.#byId.has(placed.orderId)) throw new ImpossibleEvent(`order ${placed.orderId} was placed before`);
    const { customerId, at: updatedAt, paid = true, fulfilled = false, tags = [] } = placed;
    const unknown = { cancelledAt: null, closedAt: null, originalTotal: 0, currentTotal: 0 };
    const order: OrderRecord = { placed, deals: [], currency: this.#currency(), customerId, updatedAt, paid, fulfilled, tags, ...unknown };
    this.#deal(order, placed);
    order.originalTotal = order.currentTotal;
    this.#byId.set(placed.orderId, order);
    if (customerId) this.#file(customerId, order);
  }

  #change(order: OrderRecord, { at, paid, fulfilled, closed, tags }: OrderChanged): void {
    order.updatedAt = at;
    order.paid = paid ?? order.paid;
    order.fulfilled = fulfilled ?? order.fulfilled;
    order.tags = tags ?? order.tags;
    if (closed !== undefined) order.closedAt = closed ? at : null;
  }

  #deal(order: OrderRecord, event: OrderPlaced | OrderEdited | OrderReturned | OrderCancelled): void {
    const agreementId = this.#nextAgreementId;
    order.deals.push({ event, agreementId, firstSaleId: this.#nextSaleId });
    let history: OrderHistory;
    try {
      history = this.history(order);
    } catch (impossible) {
      order.deals.pop();
      throw impossible;
    }
    const movements = history.agreements.find(({ id }) => id === agreementId)?.movements ?? [];
    this.#nextAgreementId += 1;
    this.#nextSaleId += movements.length;
    order.updatedAt = event.at;
    order.currentTotal += movements.reduce((sum, movement) => sum + totalOf(movement, order.placed.taxesIncluded ?? false), 0);
    if (event.type === "order_cancelled") {
      order.cancelledAt = event.at;
      order.closedAt = event.at;
    }
  }

  #file(customer: Id, order: OrderRecord): void {
    const orders = this.#byCustomer.get(customer);
    if (orders) orders.add(order);
    else this.#byCustomer.set(customer, new Set([order]));
  }
}
