/** What Shopify calls the one variant of a product that has no options. */
const THE_ONLY_ONE = "Default Title";

/** A variant's title beside its product's; the only one has none. */
export function variantTitleOf(title: string | null): string | null {
  return title === THE_ONLY_ONE ? null : title;
}
