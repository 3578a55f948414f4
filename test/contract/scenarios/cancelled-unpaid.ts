import { line, type Scenario } from "../scenario.ts";

/** An order counts from the day it is placed, paid or not; its cancellation is a return on its own day. */
export const cancelledUnpaid: Scenario = {
  name: "cancelled unpaid",
  story: "A rug at 50.00 with 6.00 shipping and five per cent tax, to be paid by invoice, is never paid and is cancelled four days later.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-08-03T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      paid: false,
      lines: [line({ id: "11", title: "Rug", quantity: 1, unitPrice: 5000, tax: 250 })],
      shipping: { amount: 600, tax: 30 },
    },
    { type: "order_cancelled", at: "2026-08-07T14:00:00Z", orderId: "1001" },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total   tax    before_taxes  after_taxes
    ORDER   2026-08-03T14:00:00Z  ORDER   PRODUCT     1         52.50   2.50  0.00          0.00
    ORDER   2026-08-03T14:00:00Z  ORDER   SHIPPING    -          6.30   0.30  0.00          0.00
    REFUND  2026-08-07T14:00:00Z  RETURN  PRODUCT    -1        -52.50  -2.50  0.00          0.00
    REFUND  2026-08-07T14:00:00Z  RETURN  SHIPPING    -         -6.30  -0.30  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-08-03  1       50.00        0.00        0.00     50.00      6.00             0.00    0.00   2.80   58.80       0.00  0.00        1           0
    2026-08-07  0        0.00        0.00       50.00    -50.00     -6.00             0.00    0.00  -2.80  -58.80       0.00  0.00        0           1`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  58.80     0.00     1         0`,
};
