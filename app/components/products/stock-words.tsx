import { Badge } from "@shopify/polaris";
import type { Formats } from "../format.ts";
import { useFormats } from "../use-formats.ts";

const SOON_DAYS = 14;

/** A quantity in stock; of what is not tracked there is none. */
export function stockWords(tracked: boolean, quantity: number | null, f: Formats): string {
  if (!tracked) return "Not tracked";
  return quantity === null ? "Not known" : f.count(quantity);
}

/** How many days the stock lasts; what is nearly out stands out. */
export function DaysLeft({ days, tracked }: { days: number | null; tracked: boolean }) {
  const f = useFormats();
  if (!tracked) return "–";
  if (days === null) return "No sales";
  if (days > SOON_DAYS) return f.count(days);
  return <Badge tone={days === 0 ? "critical" : "warning"}>{days === 0 ? "Out" : f.count(days)}</Badge>;
}
