import type { Grouping } from "../../lib/product-query.ts";

type Named = { readonly key: string; readonly productId: string | null; readonly title: string | null };

/** What a row of the products' table is called. */
export function performanceWords({ key, productId, title }: Named, by: Grouping): string {
  if (key === "none") return "Items without a product";
  if (key === "unknown") return "Products no longer in the catalogue";
  if (title === "") return by === "vendor" ? "Without a vendor" : "Without a type";
  return title ?? `Product ${productId}`;
}
