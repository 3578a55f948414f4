import type { ReactNode } from "react";
import { PageLink } from "../page-link.tsx";

/** A product's name that leads to its page, with the days of this one. */
export function ProductLink({ id, children }: { id: string; children: ReactNode }) {
  return <PageLink to={`/app/products/${id}`}>{children}</PageLink>;
}

/** What a product is called that may have no title. */
export function productWords(id: string, title: string | null): string {
  return title ?? `Product ${id}`;
}
