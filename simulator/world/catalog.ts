import type { CatalogEvent, Id, Instant, ProductFacts, VariantFacts } from "./events.ts";
import { ImpossibleEvent } from "./order-record.ts";

/** A variant as it stands, with its stock by location. */
export type VariantRecord = VariantFacts & {
  readonly productId: Id;
  readonly position: number;
  readonly createdAt: Instant;
  updatedAt: Instant;
  stockedAt: Instant;
  available: Record<Id, number>;
};

/** A product as it stands. */
export type ProductRecord = Omit<ProductFacts, "variants"> & {
  readonly id: Id;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly variants: readonly VariantRecord[];
};

/** A shop's products, variants and stock, as its events made them. */
export class Catalog {
  readonly #products = new Map<Id, ProductRecord>();
  readonly #variants = new Map<Id, VariantRecord>();
  readonly #byItem = new Map<Id, VariantRecord>();

  get products(): Iterable<ProductRecord> {
    return this.#products.values();
  }

  get variants(): Iterable<VariantRecord> {
    return this.#variants.values();
  }

  product(id: Id): ProductRecord | null {
    return this.#products.get(id) ?? null;
  }

  variant(id: Id): VariantRecord | null {
    return this.#variants.get(id) ?? null;
  }

  variantOfItem(inventoryItemId: Id): VariantRecord | null {
    return this.#byItem.get(inventoryItemId) ?? null;
  }

  /** Takes up an event of a product or of stock; throws `ImpossibleEvent` where it names what is not here. */
  apply(event: CatalogEvent): void {
    if (event.type === "inventory_changed") {
      this.#restock(event.inventoryItemId, event.locationId, event.available, event.at);
      return;
    }
    const { at, productId: id } = event;
    const known = this.product(id);
    if (event.type === "product_created") {
      if (known) throw new ImpossibleEvent(`product ${id} was created before`);
      const { title, handle, productType, vendor, status, isGiftCard, tags } = event;
      const facts = { title, handle, productType, vendor, status, isGiftCard, tags };
      this.#products.set(id, { id, createdAt: at, updatedAt: at, ...facts, variants: this.#shelve(id, event.variants, at) });
      return;
    }
    if (!known) throw new ImpossibleEvent(`there is no product ${id}`);
    if (event.type === "product_deleted") {
      this.#shelve(id, [], at);
      this.#products.delete(id);
      return;
    }
    const { type, at: updatedAt, productId, variants, ...facts } = event;
    this.#products.set(id, { ...known, ...facts, updatedAt, variants: variants ? this.#shelve(id, variants, at) : known.variants });
  }

  #shelve(productId: Id, variants: readonly VariantFacts[], at: Instant): VariantRecord[] {
    const before = new Map((this.product(productId)?.variants ?? []).map((variant) => [variant.id, variant]));
    for (const { id, inventoryItemId } of before.values()) {
      this.#variants.delete(id);
      this.#byItem.delete(inventoryItemId);
    }
    return variants.map((facts, index) => {
      const createdAt = before.get(facts.id)?.createdAt ?? at;
      const variant = {
        ...facts,
        available: { ...facts.available },
        productId,
        position: index + 1,
        createdAt,
        updatedAt: at,
        stockedAt: at,
      };
      this.#variants.set(facts.id, variant);
      this.#byItem.set(facts.inventoryItemId, variant);
      return variant;
    });
  }

  #restock(inventoryItemId: Id, locationId: Id, available: number, at: Instant): void {
    const variant = this.variantOfItem(inventoryItemId);
    if (!variant) throw new ImpossibleEvent(`there is no inventory item ${inventoryItemId}`);
    variant.available[locationId] = available;
    variant.stockedAt = at;
    const product = this.product(variant.productId);
    if (product && product.updatedAt < at) this.#products.set(product.id, { ...product, updatedAt: at });
  }
}
