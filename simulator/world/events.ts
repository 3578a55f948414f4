/** The tail of a gid: decimal digits. Always text, for a shop may hold ids above 2^53. */
export type Id = string;
/** A moment as ISO 8601 in UTC, to the second: "2026-03-01T14:05:00Z". */
export type Instant = string;
/** Money in minor units of the shop's currency (cents, yen, fils): a safe integer. */
export type Minor = number;

/** A country and, where it has such, a province, by their codes. */
export type Region = { readonly country: string; readonly province: string | null };

/**
 * One line as it was bought. `unitPrice` and `discount` are as the buyer saw them, so with tax in them where the order's prices include
 * tax. `discount`, `tax` and `taxInDiscount` are for all units of the line together; `taxInDiscount` is the part of the discount that
 * would have been tax (only where prices include tax; reckoned from `tax` where it is not said).
 */
export type BoughtLine = {
  readonly id: Id;
  readonly productId: Id | null;
  readonly variantId: Id | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly vendor: string | null;
  readonly quantity: number;
  readonly unitPrice: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly taxInDiscount?: Minor;
  readonly giftCard: boolean;
};

/** A charge beside the goods, as the buyer saw it: shipping, duty, fee. */
export type Charge = { readonly amount: Minor; readonly discount?: Minor; readonly tax?: Minor; readonly title?: string };

export type OrderPlaced = {
  readonly type: "order_placed";
  /** When Shopify came to know the order: its `createdAt`, and the `happenedAt` of its first agreement. */
  readonly at: Instant;
  /** When it was really sold, if earlier (an import, a till that was offline). */
  readonly processedAt?: Instant;
  readonly orderId: Id;
  readonly name: string;
  readonly customerId: Id | null;
  readonly lines: readonly BoughtLine[];
  readonly shipping?: Charge;
  readonly duties?: Charge;
  readonly additionalFee?: Charge;
  /** A tip is a line of its own in Shopify, outside `lineItems`; hence the line's id. */
  readonly tip?: { readonly lineId: Id; readonly amount: Minor };
  readonly taxesIncluded?: boolean;
  /** What the buyer paid in, and how many of its units one unit of the shop's currency was worth. */
  readonly presentment?: { readonly currency: string; readonly rate: number };
  readonly sourceName?: string;
  readonly discountCodes?: readonly string[];
  readonly tags?: readonly string[];
  readonly destination?: Region;
  readonly test?: boolean;
  readonly paid?: boolean;
  readonly fulfilled?: boolean;
  /** Part of the price paid with gift cards: a payment, no figure of the ladder. */
  readonly giftCardPayment?: Minor;
  readonly cartToken?: string;
  readonly checkoutToken?: string;
};

/** What is known later of an order without any money moving. */
export type OrderChanged = {
  readonly type: "order_changed";
  readonly at: Instant;
  readonly orderId: Id;
  readonly paid?: boolean;
  readonly fulfilled?: boolean;
  readonly closed?: boolean;
  readonly tags?: readonly string[];
};

/** The merchant edits an order: lines come in, units of a line are added or taken off (0 left: the line is removed), a sum is corrected. */
export type OrderEdited = {
  readonly type: "order_edited";
  readonly at: Instant;
  readonly orderId: Id;
  readonly added?: readonly BoughtLine[];
  readonly increased?: readonly {
    readonly lineId: Id;
    readonly by: number;
    readonly discount?: Minor;
    readonly tax?: Minor;
    readonly taxInDiscount?: Minor;
  }[];
  readonly reduced?: readonly UnitsBack[];
  /** A correction of what the goods of a line cost (negative: cheaper), with the tax that goes with it beside `amount`, never in it. */
  readonly correction?: { readonly lineId: Id; readonly amount: Minor; readonly tax?: Minor };
};

/** Units of a line that come back. Discount and tax go back in proportion, the last unit with what is left, unless they are said. */
export type UnitsBack = {
  readonly lineId: Id;
  readonly quantity: number;
  readonly discount?: Minor;
  readonly tax?: Minor;
  readonly taxInDiscount?: Minor;
};

/**
 * A refund, or a return that Shopify's returns handle: goods, shipping and sums that go back, a fee that the shop keeps, goods in exchange.
 */
export type OrderReturned = {
  readonly type: "order_returned";
  readonly at: Instant;
  readonly orderId: Id;
  /** Which kind of agreement records it; the books do not care. */
  readonly as?: "refund" | "return";
  readonly lines?: readonly UnitsBack[];
  readonly restocked?: boolean;
  /** Shipping that goes back, as the buyer paid it (tax in it where prices include tax), and its tax. */
  readonly shipping?: { readonly amount: Minor; readonly tax?: Minor };
  /**
   * Negative: paid back beyond the goods (goodwill). Positive: goods came back and less than their price was paid. Tax beside it, never in
   * it.
   */
  readonly adjustment?: { readonly amount: Minor; readonly tax?: Minor };
  readonly restockingFee?: { readonly amount: Minor; readonly tax?: Minor };
  /** Goods that went out in exchange for what came back. */
  readonly exchange?: readonly BoughtLine[];
};

/** All that is left of an order goes back on that day, whether or not it was ever paid. */
export type OrderCancelled = { readonly type: "order_cancelled"; readonly at: Instant; readonly orderId: Id };
export type OrderDeleted = { readonly type: "order_deleted"; readonly at: Instant; readonly orderId: Id };

export type CustomerFacts = {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly region: Region | null;
  readonly tags: readonly string[];
};
export type CustomerCreated = { readonly type: "customer_created"; readonly at: Instant; readonly customerId: Id } & CustomerFacts;
export type CustomerUpdated = { readonly type: "customer_updated"; readonly at: Instant; readonly customerId: Id } & Partial<CustomerFacts>;
export type CustomerMerged = {
  readonly type: "customer_merged";
  readonly at: Instant;
  readonly customerId: Id;
  readonly intoCustomerId: Id;
};
export type CustomerDeleted = { readonly type: "customer_deleted"; readonly at: Instant; readonly customerId: Id };

export type VariantFacts = {
  readonly id: Id;
  readonly inventoryItemId: Id;
  readonly title: string;
  readonly sku: string | null;
  readonly price: Minor;
  readonly tracked: boolean;
  /** Units by location id. */
  readonly available: Readonly<Record<Id, number>>;
};
export type ProductFacts = {
  readonly title: string;
  readonly handle: string;
  readonly productType: string;
  readonly vendor: string;
  readonly status: "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";
  readonly isGiftCard: boolean;
  readonly tags: readonly string[];
  readonly variants: readonly VariantFacts[];
};
export type ProductCreated = { readonly type: "product_created"; readonly at: Instant; readonly productId: Id } & ProductFacts;
export type ProductChanged = { readonly type: "product_changed"; readonly at: Instant; readonly productId: Id } & Partial<ProductFacts>;
export type ProductDeleted = { readonly type: "product_deleted"; readonly at: Instant; readonly productId: Id };
export type InventoryChanged = {
  readonly type: "inventory_changed";
  readonly at: Instant;
  readonly inventoryItemId: Id;
  readonly locationId: Id;
  readonly available: number;
};

/** What lies in a cart of the online store now; its first change makes it. Only webhooks ever tell of carts. */
export type CartChanged = {
  readonly type: "cart_changed";
  readonly at: Instant;
  readonly cartToken: string;
  readonly lines: readonly BoughtLine[];
};

export type CheckoutFacts = {
  /** What webhooks name a checkout by, and the order that comes of it; made up from the id where it is not said. */
  readonly token?: string;
  readonly cartToken?: string;
  readonly customerId: Id | null;
  readonly lines: readonly BoughtLine[];
  readonly shipping?: Minor;
  readonly destination?: Region;
  readonly discountCodes?: readonly string[];
};
/** A checkout that is under way: begun, or changed since. Shopify lists it only once it is abandoned. */
export type CheckoutChanged = { readonly type: "checkout_changed"; readonly at: Instant; readonly checkoutId: Id } & CheckoutFacts;
export type CheckoutAbandoned = { readonly type: "checkout_abandoned"; readonly at: Instant; readonly checkoutId: Id } & CheckoutFacts;
export type CheckoutDeleted = { readonly type: "checkout_deleted"; readonly at: Instant; readonly checkoutId: Id };
export type CheckoutRecovered = { readonly type: "checkout_recovered"; readonly at: Instant; readonly checkoutId: Id };

/** From now on every day of the shop's whole history is a day of this zone. */
export type TimeZoneChanged = { readonly type: "time_zone_changed"; readonly at: Instant; readonly timeZone: string };

/** From now on the shop sells in this currency; orders keep the one in which they were placed. */
export type CurrencyChanged = { readonly type: "currency_changed"; readonly at: Instant; readonly currency: string };

export type OrderEvent = OrderPlaced | OrderChanged | OrderEdited | OrderReturned | OrderCancelled | OrderDeleted;
export type CustomerEvent = CustomerCreated | CustomerUpdated | CustomerMerged | CustomerDeleted;
export type CatalogEvent = ProductCreated | ProductChanged | ProductDeleted | InventoryChanged;
export type CheckoutEvent = CheckoutChanged | CheckoutAbandoned | CheckoutRecovered | CheckoutDeleted;

/** Everything that can happen in a shop. A shop is the sequence of these and nothing else. */
export type TradeEvent = OrderEvent | CustomerEvent | CatalogEvent | CartChanged | CheckoutEvent | TimeZoneChanged | CurrencyChanged;
