import type { ProductRecord, VariantRecord } from "../../world/catalog.ts";
import { discountedAndTaxed } from "../../world/demo/baskets.ts";
import type { BoughtLine } from "../../world/events.ts";
import { NothingFit } from "./picker.ts";
import type { Stage, Wishes } from "./stage.ts";

/** Sales tax, in hundredths of a per cent. */
export const TAX_RATE = 888;

/** Goods for a basket, with discount and tax: the variant that was wished for, or one to four that chance picks. */
export function drawLines(stage: Stage, { variant: wished, quantity }: Wishes, percent: number): BoughtLine[] {
  const { shop, chance } = stage;
  const many = () => quantity ?? (chance.of(0.25) ? chance.between(2, 4) : 1);
  const variants = new Set<VariantRecord | null>();
  if (wished !== undefined) variants.add(knownVariant(stage, wished));
  else for (let left = chance.pick([1, 1, 1, 2, 2, 3, 4]); left > 0; left -= 1) variants.add(anyVariant(stage));
  return [...variants].map((variant) => discountedAndTaxed(lineOf(stage, variant, many()), percent, TAX_RATE, shop.profile.taxesIncluded));
}

/** A line before discount and tax; without a variant it is something that the shop has no product for. */
export function lineOf({ shop, chance, ids }: Stage, variant: VariantRecord | null, quantity: number): BoughtLine {
  const product = variant && shop.records.catalog.product(variant.productId);
  return {
    id: ids.next("line"),
    productId: product?.id ?? null,
    variantId: variant?.id ?? null,
    title: product?.title ?? "Custom item",
    variantTitle: product && variant && product.variants.length > 1 ? variant.title : null,
    sku: variant?.sku ?? null,
    vendor: product?.vendor ?? null,
    quantity,
    unitPrice: variant?.price ?? chance.between(5, 80) * 100,
    discount: 0,
    tax: 0,
    giftCard: product?.isGiftCard ?? false,
  };
}

/** A variant of something on sale; null where the shop has nothing on sale. */
export function anyVariant({ pick, chance }: Stage): VariantRecord | null {
  try {
    return chance.pick(pick.product(isOnSale).variants);
  } catch (error) {
    if (error instanceof NothingFit) return null;
    throw error;
  }
}

function isOnSale({ status, variants }: ProductRecord): boolean {
  return status === "ACTIVE" && variants.length > 0;
}

function knownVariant({ shop }: Stage, id: string): VariantRecord {
  const variant = shop.records.catalog.variant(id);
  if (!variant) throw new NothingFit(`There is no variant ${id}.`);
  return variant;
}
