/** Who a simulated shop is. */
export type ShopProfile = {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly plan: string;
  readonly email: string;
  readonly country: string;
  readonly taxesIncluded: boolean;
  readonly createdAt: string;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
};

/**
 * What is not known of the real Shopify until it was seen on a live shop. Each is played both ways; the defaults stand first. Field and
 * report always agree within one world, so that the formulas of docs/metrics.md, which read the fields, must hold in all of them.
 */
export type Switches = {
  /** Sign of the discount fields of a RETURN row. No figure reads them: returns are what came back without tax, after discounts. */
  readonly returnDiscountSign: "negative" | "positive";
  /**
   * `totalDiscountAmountBeforeTaxes` where prices include tax: the discount without the tax in it (10.00 of a 12.00 discount at 20 %), or
   * as the buyer saw it (12.00). The report's discounts say the same, and its gross sales are what leaves net sales the same.
   * `totalDiscountAmountAfterTaxes` is then the other of the two.
   */
  readonly discountBeforeTaxes: "without_tax" | "with_tax";
  /** A correction by an order edit: an ADJUSTMENT row, reported under returns; or an UPDATE row of the line, reported under gross sales. */
  readonly editCorrection: "adjustment" | "update";
  /**
   * Units that an edit takes off: a RETURN row, reported under returns; or an UPDATE row, reported as negative gross sales and discounts.
   */
  readonly editDown: "return" | "update";
  /** What an order that was imported or rung up offline is dated by, in `happenedAt` of its first agreement and in the report. */
  readonly reportDay: "created_at" | "processed_at";
};

/** The worlds played unless another is asked for. */
export const defaultSwitches: Switches = {
  returnDiscountSign: "negative",
  discountBeforeTaxes: "without_tax",
  editCorrection: "adjustment",
  editDown: "return",
  reportDay: "created_at",
};
