import { line, type Scenario } from "../scenario.ts";

/** Open: whether a correction by an order edit is an ADJUSTMENT, reported as a return, or lowers gross sales as an UPDATE of its line. */
export const editCorrection: Scenario = {
  name: "correction by an edit",
  story: "A stool at 45.00 with ten per cent tax was priced too high; next day the order is edited to be 5.00 and its tax cheaper.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-10-06T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Stool", quantity: 1, unitPrice: 4500, tax: 450 })],
    },
    { type: "order_edited", at: "2026-10-07T14:00:00Z", orderId: "1001", correction: { lineId: "11", amount: -500, tax: -50 } },
  ],
  ledger: `
    reason      happened_at           action  line_type   quantity  total  tax    before_taxes  after_taxes
    ORDER       2026-10-06T14:00:00Z  ORDER   PRODUCT     1         49.50   4.50  0.00          0.00
    ORDER_EDIT  2026-10-07T14:00:00Z  UPDATE  ADJUSTMENT  -         -5.50  -0.50  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-10-06  1       45.00        0.00       0.00     45.00      0.00              0.00    0.00   4.50  49.50        0.00  0.00        1           0
    2026-10-07  0        0.00        0.00       5.00     -5.00      0.00              0.00    0.00  -0.50  -5.50        0.00  0.00        0           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  49.50     44.00    1         1`,
  others: [
    {
      switches: { editCorrection: "update" },
      ledger: `
        reason      happened_at           action  line_type  quantity  total  tax    before_taxes  after_taxes
        ORDER       2026-10-06T14:00:00Z  ORDER   PRODUCT    1         49.50   4.50  0.00          0.00
        ORDER_EDIT  2026-10-07T14:00:00Z  UPDATE  PRODUCT    0         -5.50  -0.50  0.00          0.00`,
      days: `
        day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
        2026-10-06  1       45.00        0.00       0.00     45.00      0.00              0.00    0.00   4.50  49.50        0.00  0.00        1           0
        2026-10-07  0       -5.00        0.00       0.00     -5.00      0.00              0.00    0.00  -0.50  -5.50        0.00  0.00        0           0`,
    },
  ],
};
