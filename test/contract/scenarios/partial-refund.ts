import { line, type Scenario } from "../scenario.ts";

/** The whole line is reversed and an adjustment balances it; the rest follows by another agreement on another day. */
export const partialRefund: Scenario = {
  name: "partial refund over two days",
  story: "Two chairs at 80.00 with ten per cent tax. One comes back; 20.00 are held until it is inspected, and paid two days later.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-06-01T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Chair", quantity: 2, unitPrice: 8000, tax: 1600 })],
    },
    {
      type: "order_returned",
      as: "return",
      at: "2026-06-10T14:00:00Z",
      orderId: "1001",
      lines: [{ lineId: "11", quantity: 1 }],
      adjustment: { amount: 2000 },
    },
    { type: "order_returned", as: "refund", at: "2026-06-12T14:00:00Z", orderId: "1001", adjustment: { amount: -2000 } },
  ],
  ledger: `
    reason  happened_at           action  line_type   quantity  total   tax    before_taxes  after_taxes
    ORDER   2026-06-01T14:00:00Z  ORDER   PRODUCT      2        176.00  16.00  0.00          0.00
    RETURN  2026-06-10T14:00:00Z  RETURN  PRODUCT     -1        -88.00  -8.00  0.00          0.00
    RETURN  2026-06-10T14:00:00Z  RETURN  ADJUSTMENT   -         20.00   0.00  0.00          0.00
    REFUND  2026-06-12T14:00:00Z  RETURN  ADJUSTMENT   -        -20.00   0.00  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-06-01  1       160.00       0.00        0.00    160.00     0.00              0.00    0.00  16.00  176.00       0.00  0.00        2           0
    2026-06-10  0         0.00       0.00       60.00    -60.00     0.00              0.00    0.00  -8.00  -68.00       0.00  0.00        0           1
    2026-06-12  0         0.00       0.00       20.00    -20.00     0.00              0.00    0.00   0.00  -20.00       0.00  0.00        0           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  176.00    88.00    2         1`,
};
