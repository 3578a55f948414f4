import { iso } from "../calendar.ts";
import type { BoughtLine, Id, ProductFacts, VariantFacts } from "../events.ts";
import type { Chance } from "./chance.ts";
import { type Goods, goods } from "./goods.ts";
import type { Ids } from "./ids.ts";
import { wantedIn } from "./seasons.ts";
import { DAY_MS, type Timed } from "./timed.ts";

export const locations = [
  { id: "81230000001", name: "Hudson Warehouse" },
  { id: "81230000002", name: "Beacon Store" },
] as const;

/** A product on the shelf: from and until which day it is sold, how popular it is, and when its price rose. */
export type Item = {
  readonly productId: Id;
  readonly facts: Omit<ProductFacts, "variants">;
  readonly season: Goods["season"];
  readonly popularity: number;
  readonly fromDay: number;
  readonly untilDay: number;
  readonly raisedOn: number;
  readonly variants: readonly VariantFacts[];
};

/** Everything the demo shop sells. Popularity falls by rank (Zipf), so that few products make most of the trade. */
export class Shelf {
  readonly items: readonly Item[];
  readonly giftCard: Item;
  readonly #ids: Ids;
  readonly #weights = new Map<number, readonly number[]>();

  constructor(chance: Chance, ids: Ids, firstDay: number, lastDay: number) {
    this.#ids = ids;
    const drawn = goods.map((_, at) => ({ rank: at + 1, lot: chance.next() })).sort((a, b) => a.lot - b.lot);
    const days = { firstDay, lastDay };
    this.items = goods.map((thing, at) => makeItem(thing, at, 1 / ((drawn[at]?.rank ?? 1) + 1.5) ** 0.8, days, chance, ids));
    const card: Goods = {
      title: "Gift Card",
      type: "Gift Cards",
      vendor: "Juniper & Oak",
      cents: 2_500,
      variants: "$25|$50+2500|$100+7500",
      season: "year",
    };
    this.giftCard = makeItem(card, goods.length, 0, { firstDay: firstDay + 999, lastDay: firstDay }, chance, ids);
  }

  /** Something that is bought on a day, by popularity and season. */
  draw(day: number, chance: Chance): Item {
    let weights = this.#weights.get(day);
    if (!weights) {
      const month = new Date(day * DAY_MS).getUTCMonth();
      weights = this.items.map(({ fromDay, untilDay, popularity, season }) =>
        day >= fromDay && day <= untilDay ? popularity * wantedIn(season, month) : 0,
      );
      this.#weights.set(day, weights);
    }
    return this.items[chance.weighted(weights)] ?? this.giftCard;
  }

  /** A line of an order: some units of one of the item's variants at that day's price, before discount and tax. */
  line(item: Item, quantity: number, day: number, chance: Chance): BoughtLine {
    const variant = chance.pick(item.variants);
    const { title, vendor, isGiftCard: giftCard } = item.facts;
    const variantTitle = item.variants.length > 1 ? variant.title : null;
    const unitPrice = day >= item.raisedOn ? variant.price : beforeRise(variant.price);
    const ids = { id: this.#ids.next("line"), productId: item.productId, variantId: variant.id };
    return { ...ids, title, variantTitle, sku: variant.sku, vendor, quantity, unitPrice, discount: 0, tax: 0, giftCard };
  }

  /** How the shelf came to be: products created, prices raised, some taken off, one deleted, stock as it stands in the last weeks. */
  *events(lastDay: number, chance: Chance): Generator<Timed> {
    for (const [at, item] of [...this.items, this.giftCard].entries()) {
      const { productId, facts, variants, raisedOn, untilDay } = item;
      const rises = raisedOn <= lastDay && raisedOn > item.fromDay;
      const first = rises ? variants.map((variant) => ({ ...variant, price: beforeRise(variant.price) })) : variants;
      const createdMs = (item.fromDay - 14) * DAY_MS + 15 * 3_600_000 + at * 60_000;
      yield timed(createdMs, { type: "product_created", productId, ...facts, variants: first });
      if (rises) yield timed(raisedOn * DAY_MS + 36_000_000, { type: "product_changed", productId, variants });
      if (untilDay < lastDay) {
        const gone =
          at % 2 === 0
            ? ({ type: "product_deleted", productId } as const)
            : ({ type: "product_changed", productId, status: "ARCHIVED" } as const);
        yield timed((untilDay + 40) * DAY_MS, gone);
        if (at % 2 === 0) continue;
      }
      for (const { inventoryItemId, tracked } of variants) if (tracked) yield* counted(inventoryItemId, item, lastDay, chance);
    }
  }
}

function* counted(inventoryItemId: Id, { popularity }: Item, lastDay: number, chance: Chance): Generator<Timed> {
  for (const { id: locationId } of locations) {
    const full = Math.round(12 + 300 * popularity);
    const available = chance.of(0.06) ? 0 : chance.between(0, locationId === locations[0].id ? full : Math.ceil(full / 4));
    const atMs = (lastDay - chance.between(2, 18)) * DAY_MS + chance.between(12, 22) * 3_600_000;
    yield timed(atMs, { type: "inventory_changed", inventoryItemId, locationId, available });
  }
}

type Timeless<Event> = Event extends { at: string } ? Omit<Event, "at"> : never;

/** An event at a moment. */
export function timed(atMs: number, event: Timeless<Timed["event"]>): Timed {
  return { atMs, event: { ...event, at: iso(atMs) } };
}

function beforeRise(price: number): number {
  return Math.round((price * 0.94) / 100) * 100;
}

function makeItem(
  thing: Goods,
  at: number,
  popularity: number,
  days: { firstDay: number; lastDay: number },
  chance: Chance,
  ids: Ids,
): Item {
  const { firstDay, lastDay } = days;
  const productId = ids.next("product");
  const isGiftCard = thing.type === "Gift Cards";
  const launchedLater = at % 9 === 5;
  const fromDay = launchedLater ? firstDay + chance.between(90, 560) : firstDay;
  const untilDay = at % 23 === 11 ? firstDay + chance.between(240, 420) : lastDay + 9_999;
  const raisedOn = at % 5 === 2 ? firstDay + chance.between(200, 500) : 0;
  const handle = thing.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const tags = [thing.type.toLowerCase(), ...(thing.season === "year" ? [] : [thing.season]), ...(launchedLater ? ["new"] : [])];
  const facts = { title: thing.title, handle, productType: thing.type, vendor: thing.vendor, status: "ACTIVE", isGiftCard, tags } as const;
  const prefix = `${thing.type
    .replace(/[^A-Z]/gi, "")
    .slice(0, 3)
    .toUpperCase()}-${String(101 + at)}`;
  const variants = (thing.variants || "Default Title").split("|").map((written, nth) => {
    const [title = "", more = "0"] = written.split("+");
    const sku = thing.variants
      ? `${prefix}-${title
          .replace(/[^A-Z0-9]/gi, "")
          .slice(0, 4)
          .toUpperCase()}${nth + 1}`
      : prefix;
    const stock = {
      tracked: !isGiftCard,
      available: isGiftCard ? {} : Object.fromEntries(locations.map(({ id }) => [id, chance.between(20, 90)])),
    };
    return { id: ids.next("variant"), inventoryItemId: ids.next("inventoryItem"), title, sku, price: thing.cents + Number(more), ...stock };
  });
  return { productId, facts, season: thing.season, popularity, fromDay, untilDay, raisedOn, variants };
}
