import { line, type Scenario } from "../scenario.ts";

/** Open: whether the discount "before taxes" leaves out the tax in it (10.00) or not (12.00). Net sales are 90.00 either way. */
export const taxIncludedDiscount: Scenario = {
  name: "tax-included discount",
  story: "A coat at 120.00 with twenty per cent tax in it, 12.00 off. A fortnight later, after the clocks changed, it comes back.",
  currency: "GBP",
  timeZone: "Europe/London",
  events: [
    {
      type: "order_placed",
      at: "2026-03-20T23:30:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      taxesIncluded: true,
      lines: [line({ id: "11", title: "Coat", quantity: 1, unitPrice: 12000, discount: 1200, tax: 1800, taxInDiscount: 200 })],
    },
    { type: "order_returned", at: "2026-04-03T23:30:00Z", orderId: "1001", lines: [{ lineId: "11", quantity: 1 }] },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total    tax     before_taxes  after_taxes
    ORDER   2026-03-20T23:30:00Z  ORDER   PRODUCT     1         108.00   18.00   10.00         12.00
    REFUND  2026-04-03T23:30:00Z  RETURN  PRODUCT    -1        -108.00  -18.00  -10.00        -12.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes   total_sales  tips  gift_cards  units_sold  units_returned
    2026-03-20  1       100.00       10.00       0.00     90.00     0.00              0.00    0.00   18.00   108.00      0.00  0.00        1           0
    2026-04-04  0         0.00        0.00      90.00    -90.00     0.00              0.00    0.00  -18.00  -108.00      0.00  0.00        0           1`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  108.00    0.00     1         0`,
  others: [
    {
      switches: { discountBeforeTaxes: "with_tax", returnDiscountSign: "positive" },
      ledger: `
        reason  happened_at           action  line_type  quantity  total    tax     before_taxes  after_taxes
        ORDER   2026-03-20T23:30:00Z  ORDER   PRODUCT     1         108.00   18.00  12.00         10.00
        REFUND  2026-04-03T23:30:00Z  RETURN  PRODUCT    -1        -108.00  -18.00  12.00         10.00`,
      days: `
        day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes   total_sales  tips  gift_cards  units_sold  units_returned
        2026-03-20  1       102.00       12.00       0.00     90.00     0.00              0.00    0.00   18.00   108.00      0.00  0.00        1           0
        2026-04-04  0         0.00        0.00      90.00    -90.00     0.00              0.00    0.00  -18.00  -108.00      0.00  0.00        0           1`,
    },
  ],
};
