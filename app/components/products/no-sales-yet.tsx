import { EmptyCard } from "../empty-card.tsx";

/** In the place of all figures of products, before anything has been sold. */
export function NoSalesYet() {
  return (
    <EmptyCard heading="No sales yet">
      Once something is sold it appears here by itself. If your store has orders already, open the Overview and press “Sync now”.
    </EmptyCard>
  );
}
