import type { HostedShop } from "../hosted-shop.ts";
import { personBody } from "../webhooks/bodies/shop.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";

/** A customer asks what is stored of them, or to be forgotten. In the shop nothing changes by it: only the app is told. */
export function tellOfPerson(
  webhooks: Webhooks,
  hosted: HostedShop,
  topic: "customers/data_request" | "customers/redact",
  customerId: string,
): void {
  const requestId = hosted.shop.events.length + 1;
  webhooks.tell(hosted, topic, () => personBody(topic, customerId, { shop: hosted.shop, personal: true }, requestId));
}
