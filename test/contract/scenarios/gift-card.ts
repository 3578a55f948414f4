import { line, type Scenario } from "../scenario.ts";

/** A gift card is a debt, not a sale, until something is bought with it; and then it is a way to pay and no discount. */
export const giftCard: Scenario = {
  name: "gift card sold and redeemed",
  story:
    "A gift card of 50.00 and nothing else is sold on the 1st. On the 2nd a vase at 70.00 with ten per cent tax is paid with it and 27.00.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-09-01T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Gift card", quantity: 1, unitPrice: 5000, giftCard: true })],
    },
    {
      type: "order_placed",
      at: "2026-09-02T14:00:00Z",
      orderId: "1002",
      name: "#1002",
      customerId: null,
      giftCardPayment: 5000,
      lines: [line({ id: "12", title: "Vase", quantity: 1, unitPrice: 7000, tax: 700 })],
    },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total  tax   before_taxes  after_taxes
    ORDER   2026-09-01T14:00:00Z  ORDER   GIFT_CARD  1         50.00  0.00  0.00          0.00
    ORDER   2026-09-02T14:00:00Z  ORDER   PRODUCT    1         77.00  7.00  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-09-01  0        0.00        0.00       0.00      0.00      0.00              0.00    0.00  0.00    0.00        0.00  50.00       0           0
    2026-09-02  1       70.00        0.00       0.00     70.00      0.00              0.00    0.00  7.00   77.00        0.00   0.00       1           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  50.00     50.00    1         1
    #1002  77.00     77.00    1         1`,
};
