import { Banner, Text } from "@shopify/polaris";
import type { SyncView } from "../sync-view.ts";
import { useFormats } from "../use-formats.ts";

/** How many orders are kept as they were last seen, because Shopify does not show them to the app any more. Nothing where it shows all. */
export function OutOfReach({ runs }: { readonly runs: readonly SyncView[] }) {
  const f = useFormats();
  const frozen = runs.find(({ status, kind }) => status === "done" && kind !== "rebuild")?.outOfReach ?? null;
  if (frozen === null || frozen === 0) return null;
  return (
    <Banner tone="info" title={`${f.count(frozen)} ${frozen === 1 ? "order is" : "orders are"} kept as last seen`}>
      <Text as="p">
        Shopify shows an app only the orders of the last 60 days unless it may read all of them. Older ones stay in every figure, and
        changes of them that come later cannot be seen.
      </Text>
    </Banner>
  );
}
