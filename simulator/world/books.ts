/** The figures of the sales report, positive as docs/metrics.md defines them (returns and discounts are positive sums), in minor units. */
export type Figures = {
  gross_sales: bigint;
  discounts: bigint;
  returns: bigint;
  net_sales: bigint;
  shipping_charges: bigint;
  duties: bigint;
  /** Fees kept on returns and additional fees together. */
  fees: bigint;
  taxes: bigint;
  total_sales: bigint;
  tips: bigint;
  gift_cards: bigint;
  units_sold: bigint;
  units_returned: bigint;
};

/** One local day of the shop. Days on which nothing happened have no row. */
export type DayRow = Figures & { readonly day: string; readonly orders: bigint };

/** One sale of the report, under the id that the ledger gives it; ids are tails of gids. */
export type SaleRow = Figures & {
  readonly saleId: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly day: string;
  readonly lineType: string;
  readonly action: string;
};
