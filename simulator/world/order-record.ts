import type { Id, Instant, Minor, OrderCancelled, OrderEdited, OrderPlaced, OrderReturned } from "./events.ts";

/** An event cannot have happened in this shop as it is: an order nobody placed, more units back than went out. */
export class ImpossibleEvent extends Error {
  override name = "ImpossibleEvent";
}

/** An event that moved goods or money, with the ids that its records in Shopify have. */
export type Deal = {
  readonly event: OrderPlaced | OrderEdited | OrderReturned | OrderCancelled;
  readonly agreementId: number;
  readonly firstSaleId: number;
};

/**
 * What the shop keeps of one order: its events, and what is asked of it too often to be reckoned anew. The rest is made when it is asked
 * for.
 */
export type OrderRecord = {
  readonly placed: OrderPlaced;
  readonly deals: Deal[];
  /** The shop's when the order was placed. */
  readonly currency: string;
  customerId: Id | null;
  updatedAt: Instant;
  cancelledAt: Instant | null;
  closedAt: Instant | null;
  paid: boolean;
  fulfilled: boolean;
  tags: readonly string[];
  originalTotal: Minor;
  currentTotal: Minor;
};
