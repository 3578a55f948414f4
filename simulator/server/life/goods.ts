import type { ProductRecord } from "../../world/catalog.ts";
import type { TradeEvent } from "../../world/events.ts";
import { NothingFit } from "./picker.ts";
import type { Plan, Stage, Wishes } from "./stage.ts";

/** A product gets another price, another title, or is taken off the shelf and put back. */
export function changeProduct(stage: Stage, wishes: Wishes): Plan {
  const { chance, now: at } = stage;
  const { id: productId, title, status, variants } = someProduct(stage, wishes);
  const changed = { type: "product_changed", at, productId } as const;
  const kind = chance.next();
  if (kind < 0.5 && variants.length > 0) {
    const factor = chance.pick([0.9, 1.05, 1.1]);
    const priced = variants.map(({ productId: _, position, createdAt, updatedAt, stockedAt, ...facts }) => ({
      ...facts,
      price: Math.max(1, Math.round(facts.price * factor)),
    }));
    return { said: `${title} has another price.`, events: [{ ...changed, variants: priced }] };
  }
  if (kind < 0.8) {
    const renamed = title.endsWith(" (new)") ? title.slice(0, -" (new)".length) : `${title} (new)`;
    return { said: `${title} is called ${renamed} now.`, events: [{ ...changed, title: renamed }] };
  }
  const other = status === "ACTIVE" ? "ARCHIVED" : "ACTIVE";
  return { said: `${title} is ${other.toLowerCase()} now.`, events: [{ ...changed, status: other }] };
}

/** The shop begins to sell something new. */
export function addProduct(stage: Stage): Plan {
  const { shop, chance, ids, now: at } = stage;
  const productId = ids.next("product");
  const title = `${chance.pick(["Walnut", "Linen", "Slate", "Copper", "Oak"])} ${chance.pick(["Tray", "Bowl", "Runner", "Lantern", "Stool"])}`;
  const facts = { title, handle: `new-${productId}`, productType: "New arrivals", vendor: "Maker", isGiftCard: false, tags: ["new"] };
  const variant = {
    id: ids.next("variant"),
    inventoryItemId: ids.next("inventoryItem"),
    title: "Default Title",
    sku: `NEW-${productId.slice(-6)}`,
    price: chance.between(12, 90) * 100,
    tracked: true,
    available: Object.fromEntries(shop.profile.locations.map(({ id }) => [id, chance.between(5, 60)])),
  };
  const created: TradeEvent = { type: "product_created", at, productId, ...facts, status: "ACTIVE", variants: [variant] };
  return { said: `${title} is new.`, events: [created] };
}

/** A product is gone, for good; what was sold of it stays sold. */
export function deleteProduct(stage: Stage, wishes: Wishes): Plan {
  const { id: productId, title } = someProduct(stage, wishes);
  return { said: `${title} was deleted.`, events: [{ type: "product_deleted", at: stage.now, productId }] };
}

/** Somebody counts what lies on a shelf. */
export function countStock(stage: Stage, wishes: Wishes): Plan {
  const { chance, now: at } = stage;
  const isCounted = ({ variants }: ProductRecord) => variants.some(({ available }) => Object.keys(available).length > 0);
  const product = wishes.product === undefined ? stage.pick.product(isCounted) : someProduct(stage, wishes);
  const counted = product.variants.filter(({ available }) => Object.keys(available).length > 0);
  if (counted.length === 0) throw new NothingFit(`${product.title} is not counted.`);
  const { inventoryItemId, available } = chance.pick(counted);
  const locationId = chance.pick(Object.keys(available));
  const units = wishes.quantity ?? chance.between(0, 120);
  const event: TradeEvent = { type: "inventory_changed", at, inventoryItemId, locationId, available: units };
  return { said: `${units} of ${product.title} were counted.`, events: [event] };
}

function someProduct({ shop, pick }: Stage, { product: wished }: Wishes): ProductRecord {
  if (wished === undefined) return pick.product();
  const product = shop.records.catalog.product(wished);
  if (!product) throw new NothingFit(`There is no product ${wished}.`);
  return product;
}
