import { useSearchParams } from "@remix-run/react";
import { keptParams } from "../lib/date-range.ts";

/** The way back to the page at `path`, which `content` names, with the days of this one. */
export function useBack(content: string, path: string): { content: string; url: string } {
  const [params] = useSearchParams();
  const kept = keptParams(params);
  return { content, url: kept === "" ? path : `${path}?${kept}` };
}
