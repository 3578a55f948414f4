import { line, type Scenario } from "../scenario.ts";

/** Open: whether Shopify tells an edit down as a RETURN row or as a negative UPDATE row. Net sales are the same. */
export const editDown: Scenario = {
  name: "edit down",
  story: "Three towels at 15.00, ten per cent off and ten per cent tax. Two days later one of them is taken off the order.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-04-03T14:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Towel", quantity: 3, unitPrice: 1500, discount: 450, tax: 405 })],
    },
    { type: "order_edited", at: "2026-04-05T14:00:00Z", orderId: "1001", reduced: [{ lineId: "11", quantity: 1 }] },
  ],
  ledger: `
    reason      happened_at           action  line_type  quantity  total   tax    before_taxes  after_taxes
    ORDER       2026-04-03T14:00:00Z  ORDER   PRODUCT     3         44.55   4.05   4.50          4.50
    ORDER_EDIT  2026-04-05T14:00:00Z  RETURN  PRODUCT    -1        -14.85  -1.35  -1.50         -1.50`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-04-03  1       45.00        4.50       0.00      40.50     0.00              0.00    0.00   4.05   44.55       0.00  0.00        3           0
    2026-04-05  0        0.00        0.00      13.50     -13.50     0.00              0.00    0.00  -1.35  -14.85       0.00  0.00        0           1`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  44.55     29.70    3         2`,
  others: [
    {
      switches: { returnDiscountSign: "positive" },
      ledger: `
        reason      happened_at           action  line_type  quantity  total   tax    before_taxes  after_taxes
        ORDER       2026-04-03T14:00:00Z  ORDER   PRODUCT     3         44.55   4.05   4.50          4.50
        ORDER_EDIT  2026-04-05T14:00:00Z  RETURN  PRODUCT    -1        -14.85  -1.35   1.50          1.50`,
    },
    {
      switches: { editDown: "update" },
      ledger: `
        reason      happened_at           action  line_type  quantity  total   tax    before_taxes  after_taxes
        ORDER       2026-04-03T14:00:00Z  ORDER   PRODUCT     3         44.55   4.05   4.50          4.50
        ORDER_EDIT  2026-04-05T14:00:00Z  UPDATE  PRODUCT    -1        -14.85  -1.35  -1.50         -1.50`,
      days: `
        day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
        2026-04-03  1        45.00        4.50      0.00      40.50     0.00              0.00    0.00   4.05   44.55       0.00  0.00         3          0
        2026-04-05  0       -15.00       -1.50      0.00     -13.50     0.00              0.00    0.00  -1.35  -14.85       0.00  0.00        -1          0`,
    },
  ],
};
