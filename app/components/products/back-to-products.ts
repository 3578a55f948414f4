import { useSearchParams } from "@remix-run/react";
import { keptParams } from "../../lib/date-range.ts";

/** The way back to the table of products, with the days of this page. */
export function useBackToProducts(): { content: string; url: string } {
  const [params] = useSearchParams();
  const kept = keptParams(params);
  return { content: "Products", url: `/app/products${kept === "" ? "" : `?${kept}`}` };
}
