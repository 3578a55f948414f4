import { Banner } from "@shopify/polaris";
import type { ComparedSale } from "../../insights/matching/compare.ts";
import { EmptyCard } from "../empty-card.tsx";
import { useFormats } from "../use-formats.ts";

/** What the comparison of a day's sales came to, in one sentence. */
export function SalesVerdict({ sales }: { readonly sales: readonly ComparedSale[] }) {
  const f = useFormats();
  if (sales.length === 0) return <EmptyCard heading="No sales">Neither Shopify nor Tillwise has a sale on this day.</EmptyCard>;
  const wrong = sales.filter(({ found, differing }) => found !== "both" || differing.length > 0);
  if (wrong.length === 0) {
    return (
      <Banner tone="success" title={`All ${f.count(sales.length)} sales are equal to Shopify's`}>
        <p>Each row of Shopify's ledger was compared with ours, amount by amount.</p>
      </Banner>
    );
  }
  const orders = new Set(wrong.map(({ orderId }) => orderId)).size;
  return (
    <Banner
      tone="warning"
      title={`${f.count(wrong.length)} of ${f.count(sales.length)} sales differ, in ${f.count(orders)} ${orders === 1 ? "order" : "orders"}`}
    >
      <p>
        They come first below. “Check now” on the Data page fetches what changed at Shopify; an order that still differs afterwards is worth
        a message to Tillwise's support, with its name.
      </p>
    </Banner>
  );
}
