import { line, type Scenario } from "../scenario.ts";

/** More of a line is an UPDATE row, a new line an ORDER row; both are gross sales of the day of the edit. */
export const editUp: Scenario = {
  name: "edit up",
  story: "One lamp at 30.00 with ten per cent tax. Next day the buyer asks for two more, and for a bulb at 4.00.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-04-01T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Lamp", quantity: 1, unitPrice: 3000, tax: 300 })],
    },
    {
      type: "order_edited",
      at: "2026-04-02T14:00:00Z",
      orderId: "1001",
      added: [line({ id: "12", title: "Bulb", quantity: 1, unitPrice: 400, tax: 40 })],
      increased: [{ lineId: "11", by: 2, tax: 600 }],
    },
  ],
  ledger: `
    reason      happened_at           action  line_type  quantity  total  tax   before_taxes  after_taxes
    ORDER       2026-04-01T14:00:00Z  ORDER   PRODUCT    1         33.00  3.00  0.00          0.00
    ORDER_EDIT  2026-04-02T14:00:00Z  ORDER   PRODUCT    1          4.40  0.40  0.00          0.00
    ORDER_EDIT  2026-04-02T14:00:00Z  UPDATE  PRODUCT    2         66.00  6.00  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-04-01  1       30.00        0.00       0.00     30.00      0.00              0.00    0.00  3.00   33.00        0.00  0.00        1           0
    2026-04-02  0       64.00        0.00       0.00     64.00      0.00              0.00    0.00  6.40   70.40        0.00  0.00        3           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  33.00     103.40   4         4`,
};
