import { Banner } from "@shopify/polaris";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";

/** What cannot be compared, and why, where the shop's whole past is not known. */
export function ReachNote({ reach }: { readonly reach: Reach }) {
  const f = useFormats();
  if (reach.kind === "whole") return null;
  if (reach.kind === "loading") {
    return (
      <Banner tone="info" title="The first sync is not done yet">
        <p>
          Once all orders have been brought in, this page lays them beside Shopify's own report. The overview shows how far the sync is.
        </p>
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={`Compared from the day after ${f.day(reach.from)} on`}>
      <p>
        Shopify shows Tillwise the orders of the last 60 days only, while its report knows them all. Returns and edits of older orders are
        in the report alone, and appear here as differences.
      </p>
    </Banner>
  );
}
