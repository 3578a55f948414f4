import { Banner } from "@shopify/polaris";
import type { OrderHeader } from "../../insights/orders/order-header.ts";
import { useFormats } from "../use-formats.ts";

type Props = { readonly order: OrderHeader; readonly isOutOfReach: boolean };

/** Where an order counts in no figure, or is seen no more: that it is so, and why. */
export function OrderStanding({ order, isOutOfReach }: Props) {
  const f = useFormats();
  if (order.deletedAt !== null) {
    return (
      <Banner tone="warning" title="This order counts nowhere: it was deleted">
        <p>{`It was deleted in Shopify, as Tillwise was told on ${f.instant(order.deletedAt)}. What is shown is how it stood before.`}</p>
      </Banner>
    );
  }
  if (order.test) {
    return (
      <Banner tone="info" title="This order counts nowhere: it is a test">
        <p>Test orders are in no figure of Tillwise, as they are in none of Shopify’s reports.</p>
      </Banner>
    );
  }
  return (
    <>
      {order.standing === "gift_cards" && (
        <Banner tone="info" title="Gift cards only">
          <p>
            This order is in the list, but not in the number of orders: a gift card is no sale until it is redeemed. What it brought in
            stands under “Gift cards sold”.
          </p>
        </Banner>
      )}
      {order.standing === null && (
        <Banner tone="info" title="This order has just come in">
          <p>It is in no figure yet. That is made up for within seconds.</p>
        </Banner>
      )}
      {isOutOfReach && (
        <Banner tone="info" title="This order is out of Tillwise’s reach">
          <p>
            {`Shopify shows Tillwise the orders of the last 60 days only. This one stands as it was last seen, changed on ${f.instant(order.updatedAt)}; what has happened to it since may not be known.`}
          </p>
        </Banner>
      )}
    </>
  );
}
