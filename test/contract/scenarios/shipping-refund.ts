import { line, type Scenario } from "../scenario.ts";

/** Goods stay where they are: no return, but negative shipping on the day of the refund. */
export const shippingRefund: Scenario = {
  name: "refund of shipping only",
  story: "A lantern at 20.00 with 8.00 shipping and ten per cent tax on both arrives late; the shipping is paid back.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-10-05T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Lantern", quantity: 1, unitPrice: 2000, tax: 200 })],
      shipping: { amount: 800, tax: 80 },
    },
    { type: "order_returned", at: "2026-10-19T14:00:00Z", orderId: "1001", shipping: { amount: 800, tax: 80 } },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total  tax    before_taxes  after_taxes
    ORDER   2026-10-05T14:00:00Z  ORDER   PRODUCT    1         22.00   2.00  0.00          0.00
    ORDER   2026-10-05T14:00:00Z  ORDER   SHIPPING   -          8.80   0.80  0.00          0.00
    REFUND  2026-10-19T14:00:00Z  RETURN  SHIPPING   -         -8.80  -0.80  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-10-05  1       20.00        0.00       0.00     20.00       8.00             0.00    0.00   2.80  30.80        0.00  0.00        1           0
    2026-10-19  0        0.00        0.00       0.00      0.00      -8.00             0.00    0.00  -0.80  -8.80        0.00  0.00        0           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  30.80     22.00    1         1`,
};
