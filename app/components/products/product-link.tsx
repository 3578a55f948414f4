import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { keptParams } from "../../lib/date-range.ts";
import css from "./products.module.css";

/** A product's name that leads to its page, with the days of this one. */
export function ProductLink({ id, children }: { id: string; children: ReactNode }) {
  const [params] = useSearchParams();
  const kept = keptParams(params);
  return (
    <Link to={`/app/products/${id}${kept === "" ? "" : `?${kept}`}`} className={css.link}>
      {children}
    </Link>
  );
}

/** What a product is called that may have no title. */
export function productWords(id: string, title: string | null): string {
  return title ?? `Product ${id}`;
}
