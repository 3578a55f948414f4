import { iso, ZoneClock } from "./calendar.ts";
import { localTime, price, wholeNumber } from "./csv-cells.ts";
import { BadCsv, readCsv } from "./csv-rows.ts";
import type { BoughtLine, Id, TradeEvent, UnitsBack } from "./events.ts";
import type { Switches } from "./profile.ts";
import { SimulatedShop } from "./shop.ts";

/** Where a shop's trade lies, and what the files do not say of it. */
export type CsvShop = {
  readonly orders: string;
  readonly returns?: string | undefined;
  readonly currency: string;
  readonly timezone: string;
  readonly domain: string;
  readonly name?: string;
  readonly switches?: Partial<Switches>;
};

type Timed = { readonly atMs: number; readonly event: TradeEvent };
type OrderFacts = {
  readonly id: Id;
  readonly name: string;
  readonly customer: string;
  atMs: number;
  lines: Map<string, BoughtLine>;
  left: Map<string, number>;
};
type Product = {
  readonly productId: Id;
  readonly variantId: Id;
  readonly inventoryItemId: Id;
  firstMs: number;
  lastMs: number;
  title: string;
  price: number;
};

const orderColumns = ["order", "line", "processed_at", "customer", "sku", "title", "quantity", "unit_price"];
const returnColumns = ["order", "line", "returned_at", "quantity"];
const locationId = "70000000001";

/**
 * A shop whose history stands in CSV files: `orders` (order, line, processed_at, customer, sku, title, quantity, unit_price) and `returns`
 * (order, line, returned_at, quantity), times local to the zone, prices without tax. Returns of one order at one time are one refund.
 * Throws `BadCsv` naming file, line and reason where a line is broken, or returns what was not bought.
 */
export async function shopFromCsv(source: CsvShop): Promise<SimulatedShop> {
  const clock = zoneClock(source);
  const trade = await readOrders(source, clock);
  const returns = source.returns === undefined ? [] : await readReturns(source.returns, trade.orders, clock);
  const events = [...trade.catalog(), ...trade.customers(), ...trade.placed(), ...returns].sort((a, b) => a.atMs - b.atMs);

  const { domain, currency, timezone: timeZone, name = domain.replace(/\.myshopify\.com$/, "") } = source;
  const createdAt = iso(events[0]?.atMs ?? Date.now());
  const locations = [{ id: locationId, name: "Warehouse" }];
  const plan = { plan: "Basic", email: `owner@${domain}`, country: "GB", taxesIncluded: false };
  const shop = new SimulatedShop({ id: "60000000001", domain, name, currency, timeZone, createdAt, locations, ...plan }, source.switches);
  for (const { event } of events) shop.apply(event);
  return shop;
}

function zoneClock({ timezone }: CsvShop): ZoneClock {
  try {
    return new ZoneClock(timezone);
  } catch {
    throw new Error(`"${timezone}" is no time zone; one is named as in Europe/London`);
  }
}

async function readOrders({ orders: file, currency }: CsvShop, clock: ZoneClock): Promise<Trade> {
  const trade = new Trade();
  const times = new Map<string, number>();
  await readCsv(file, orderColumns, ({ cells, refuse }) => {
    const [name = "", line = "", processedAt = "", customer = "", sku = "", title = "", quantity = "", unitPrice = ""] = cells;
    if (!name || !line) refuse("order and line must not be empty");
    const atMs = times.get(processedAt) ?? localTime(processedAt, "processed_at", clock, refuse);
    times.set(processedAt, atMs);
    const order = trade.order(name, customer, atMs);
    if (order.customer !== customer) refuse(`order ${name} is of customer "${order.customer}" above and of "${customer}" here`);
    if (order.lines.has(line)) refuse(`line ${line} of order ${name} stands in the file twice`);
    trade.buy(order, line, atMs, sku, title, wholeNumber(quantity, "quantity", refuse), price(unitPrice, "unit_price", currency, refuse));
  });
  if (trade.orders.size === 0) throw new BadCsv(file, 1, "the file has a heading and not one order");
  return trade;
}

async function readReturns(file: string, orders: ReadonlyMap<string, OrderFacts>, clock: ZoneClock): Promise<Timed[]> {
  const refunds = new Map<string, { atMs: number; orderId: Id; lines: UnitsBack[] }>();
  await readCsv(file, returnColumns, ({ cells, refuse }) => {
    const [name = "", line = "", returnedAt = "", quantity = ""] = cells;
    const order = orders.get(name) ?? refuse(`order ${name} is not among the orders`);
    const bought = order.lines.get(line) ?? refuse(`order ${name} has no line ${line}`);
    const atMs = localTime(returnedAt, "returned_at", clock, refuse);
    const units = wholeNumber(quantity, "quantity", refuse);
    const left = order.left.get(line) ?? bought.quantity;
    if (units > left) refuse(`${units} of line ${line} of order ${name} come back, but only ${left} of its ${bought.quantity} are left`);
    if (atMs < order.atMs) refuse(`order ${name} comes back before it was placed`);
    order.left.set(line, left - units);

    const refund = refunds.get(`${name} ${atMs}`) ?? { atMs, orderId: order.id, lines: [] };
    refund.lines.push({ lineId: bought.id, quantity: units });
    refunds.set(`${name} ${atMs}`, refund);
  });
  return [...refunds.values()].map(({ atMs, orderId, lines }) => ({
    atMs,
    event: { type: "order_returned", at: iso(atMs), orderId, lines },
  }));
}

/** What the lines of the orders' file come to. Ids are given in the order of the file. */
class Trade {
  readonly orders = new Map<string, OrderFacts>();
  readonly #customers = new Map<string, { readonly id: Id; firstMs: number }>();
  readonly #products = new Map<string, Product>();
  readonly #titles = new Map<string, string>();
  #lines = 0;

  order(name: string, customer: string, atMs: number): OrderFacts {
    const known = this.orders.get(name);
    if (known) return known;

    const order = { id: String(5_000_000_001 + this.orders.size), name, customer, atMs, lines: new Map(), left: new Map() };
    this.orders.set(name, order);
    const buyer = this.#customers.get(customer);
    if (buyer) buyer.firstMs = Math.min(buyer.firstMs, atMs);
    else if (customer) this.#customers.set(customer, { id: String(6_000_000_001 + this.#customers.size), firstMs: atMs });
    return order;
  }

  buy(order: OrderFacts, line: string, atMs: number, sku: string, written: string, quantity: number, unitPrice: number): void {
    const title = this.#titles.get(written) ?? written;
    this.#titles.set(title, title);
    const product = sku ? this.#product(sku, atMs, title, unitPrice) : null;
    const ids = {
      id: String(11_000_000_001 + this.#lines++),
      productId: product?.productId ?? null,
      variantId: product?.variantId ?? null,
    };
    const facts = { title, variantTitle: null, sku: sku || null, vendor: null, quantity, unitPrice, discount: 0, tax: 0, giftCard: false };
    order.lines.set(line, { ...ids, ...facts });
  }

  *placed(): Generator<Timed> {
    for (const { id: orderId, name, customer, atMs, lines } of this.orders.values()) {
      const customerId = this.#customers.get(customer)?.id ?? null;
      const facts = { orderId, name: `#${name}`, customerId, lines: [...lines.values()], fulfilled: true };
      yield { atMs, event: { type: "order_placed", at: iso(atMs), ...facts } };
    }
  }

  *customers(): Generator<Timed> {
    for (const [number, { id: customerId, firstMs: atMs }] of this.#customers) {
      const facts = { firstName: "Customer", lastName: number, email: null, region: null, tags: [] };
      yield { atMs, event: { type: "customer_created", at: iso(atMs), customerId, ...facts } };
    }
  }

  *catalog(): Generator<Timed> {
    for (const [sku, { productId, variantId, inventoryItemId, title, price: last, firstMs: atMs }] of this.#products) {
      const stock = { tracked: false, available: { [locationId]: 0 } };
      const variants = [{ id: variantId, inventoryItemId, title: "Default Title", sku, price: last, ...stock }];
      const handle = `${title} ${sku}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
      const facts = { title, handle, productType: "", vendor: "", status: "ACTIVE", isGiftCard: false, tags: [], variants } as const;
      yield { atMs, event: { type: "product_created", at: iso(atMs), productId, ...facts } };
    }
  }

  #product(sku: string, atMs: number, title: string, unitPrice: number): Product {
    let product = this.#products.get(sku);
    if (!product) {
      const nth = this.#products.size + 1;
      const ids = {
        productId: String(7_000_000_000 + nth),
        variantId: String(8_000_000_000 + nth),
        inventoryItemId: String(9_000_000_000 + nth),
      };
      product = { ...ids, firstMs: atMs, lastMs: atMs, title, price: unitPrice };
      this.#products.set(sku, product);
    }
    product.firstMs = Math.min(product.firstMs, atMs);
    if (atMs >= product.lastMs) Object.assign(product, { lastMs: atMs, title, price: unitPrice });
    return product;
  }
}
