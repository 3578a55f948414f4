/** What Shopify calls the one variant of a product that has no options. */
const THE_ONLY_ONE = "Default Title";

/** A variant's title beside its product's; the only one has none. */
export function variantTitleOf(title: string | null): string | null {
  return title === THE_ONLY_ONE ? null : title;
}

/** A variant's title in a row of its own; the only one's says nothing where its SKU names the row, and is a dash where nothing does. */
export function variantTitleAlone({ title, sku }: { readonly title: string | null; readonly sku: string | null }): string | null {
  if (title === null) return null;
  return variantTitleOf(title) ?? (sku ? "" : "–");
}
