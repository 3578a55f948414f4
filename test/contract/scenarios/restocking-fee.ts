import { line, type Scenario } from "../scenario.ts";

/** The fee is sold, so to speak, by the return: an ORDER row of type FEE. */
export const restockingFee: Scenario = {
  name: "restocking fee",
  story:
    "Three shirts at 20.00, 6.00 off together, eight per cent tax. Two of the three come back on the 5th for a restocking fee of 4.00.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-07-01T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Shirt", quantity: 3, unitPrice: 2000, discount: 600, tax: 432 })],
    },
    {
      type: "order_returned",
      as: "return",
      at: "2026-07-05T14:00:00Z",
      orderId: "1001",
      lines: [{ lineId: "11", quantity: 2 }],
      restockingFee: { amount: 400 },
    },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total   tax    before_taxes  after_taxes
    ORDER   2026-07-01T14:00:00Z  ORDER   PRODUCT     3         58.32   4.32   6.00          6.00
    RETURN  2026-07-05T14:00:00Z  RETURN  PRODUCT    -2        -38.88  -2.88  -4.00         -4.00
    RETURN  2026-07-05T14:00:00Z  ORDER   FEE         -          4.00   0.00   0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-07-01  1       60.00        6.00        0.00     54.00     0.00              0.00    0.00   4.32   58.32       0.00  0.00        3           0
    2026-07-05  0        0.00        0.00       36.00    -36.00     0.00              0.00    4.00  -2.88  -34.88       0.00  0.00        0           2`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  58.32     23.44    3         1`,
};
