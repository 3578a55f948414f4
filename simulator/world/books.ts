import { type BookedSale, bookedSale, datedAt, figureNames, isOrderOfTheDay } from "./books-entry.ts";
import type { ZoneClock } from "./calendar.ts";
import { historyOf } from "./movements.ts";
import type { OrderRecord } from "./order-record.ts";
import type { Switches } from "./profile.ts";

type FigureName = (typeof figureNames)[number];

/** The figures of the sales report, positive as docs/metrics.md defines them (returns and discounts are positive sums), in minor units. */
export type Figures = { [name in FigureName]: bigint };

/** One local day of the shop. Days on which nothing happened have no row. */
export type DayRow = Figures & { readonly day: string; readonly orders: bigint };

/** One sale of the report, under the id that the ledger gives it; ids are tails of gids. */
export type SaleRow = Figures & {
  readonly saleId: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly day: string;
  readonly lineType: string;
  readonly action: string;
};

/** What the books are kept of: the orders that are not deleted, and how the shop reckons. Its version moves with every event. */
export type BooksSource = {
  readonly version: number;
  readonly clock: ZoneClock;
  readonly switches: Switches;
  readonly orders: Iterable<OrderRecord>;
};

/**
 * The books of a shop, by which its sales report answers: kept from what happened (units, prices, discounts, fees, days) and never from
 * the rows of the ledger, so that they can judge it. Test orders and deleted orders stand nowhere in them.
 */
export class Books {
  readonly #source: BooksSource;
  #kept: { version: number; days: DayRow[] } | null = null;

  constructor(source: BooksSource) {
    this.#source = source;
  }

  /** Every day on which something was sold or came back, in order; `from` and `to` are local days, both included. */
  days(from = "", to = "9999-12-31"): DayRow[] {
    if (this.#kept?.version !== this.#source.version) this.#kept = { version: this.#source.version, days: this.#reckonDays() };
    return this.#kept.days.filter(({ day }) => day >= from && day <= to);
  }

  /** Every sale, order by order, one at a time. */
  *sales(): Generator<SaleRow> {
    for (const { order, day, sale } of this.#booked()) {
      const { saleId, lineType, action } = sale;
      const row = { saleId, orderId: order.placed.orderId, orderName: order.placed.name, day, lineType, action };
      yield { ...row, ...figures(sale.sums) };
    }
  }

  #reckonDays(): DayRow[] {
    const sums = new Map<string, number[]>();
    const orders = new Map<string, number>();
    for (const { day, sale } of this.#booked()) {
      const ofDay = sums.get(day);
      if (!ofDay) sums.set(day, [...sale.sums]);
      else for (let at = 0; at < ofDay.length; at++) ofDay[at] = (ofDay[at] ?? 0) + (sale.sums[at] ?? 0);
      if (sale.startsOrder) orders.set(day, (orders.get(day) ?? 0) + 1);
    }
    const rows = [...sums].map(([day, ofDay]) => ({ day, orders: BigInt(orders.get(day) ?? 0), ...figures(ofDay) }));
    return rows.sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  *#booked(): Generator<{ order: OrderRecord; day: string; sale: BookedSale }> {
    const { orders, clock, switches } = this.#source;
    for (const order of orders) {
      if (order.placed.test) continue;
      for (const agreement of historyOf(order.placed, order.deals).agreements) {
        const day = clock.day(datedAt(agreement, order.placed, switches));
        let startsOrder = isOrderOfTheDay(agreement, order.placed);
        for (const movement of agreement.movements) {
          yield { order, day, sale: bookedSale(movement, order.placed, switches, startsOrder) };
          startsOrder = false;
        }
      }
    }
  }
}

function figures(sums: readonly number[]): Figures {
  const of = (name: FigureName) => BigInt(sums[figureNames.indexOf(name)] ?? 0);
  return {
    gross_sales: of("gross_sales"),
    discounts: of("discounts"),
    returns: of("returns"),
    net_sales: of("net_sales"),
    shipping_charges: of("shipping_charges"),
    duties: of("duties"),
    fees: of("fees"),
    taxes: of("taxes"),
    total_sales: of("total_sales"),
    tips: of("tips"),
    gift_cards: of("gift_cards"),
    units_sold: of("units_sold"),
    units_returned: of("units_returned"),
  };
}
