import { Banner, Text } from "@shopify/polaris";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";

/** Why figures that need the whole history are not shown; nothing where they are. `what` names them. */
export function Withheld({ reach, what }: { reach: Reach; what: string }) {
  const f = useFormats();
  if (reach.kind === "whole") return null;
  if (reach.kind === "loading") {
    return (
      <Banner tone="info" title="The first sync is not done yet">
        <Text as="p">{what} need the whole history of orders. They appear here by themselves when all orders are in.</Text>
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={`History starts on ${f.day(reach.from)}`}>
      <Text as="p">
        Shopify shows Tillwise the orders of the last 60 days only. {what} need older ones too: they would be wrong, and are left out. They
        come with Shopify’s permission to read all orders.
      </Text>
    </Banner>
  );
}
