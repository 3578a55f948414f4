import { line, type Scenario } from "../scenario.ts";

/** What goes out in exchange is a gross sale of that day, though its agreement is a return. */
export const exchange: Scenario = {
  name: "exchange",
  story: "A shirt at 28.00 with eight per cent tax comes back a week later; a larger one at 32.00 goes out instead.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-05-04T18:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [line({ id: "11", title: "Shirt", variantTitle: "M", quantity: 1, unitPrice: 2800, tax: 224 })],
    },
    {
      type: "order_returned",
      as: "return",
      at: "2026-05-11T18:00:00Z",
      orderId: "1001",
      lines: [{ lineId: "11", quantity: 1 }],
      exchange: [line({ id: "12", title: "Shirt", variantTitle: "L", quantity: 1, unitPrice: 3200, tax: 256 })],
    },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total   tax    before_taxes  after_taxes
    ORDER   2026-05-04T18:00:00Z  ORDER   PRODUCT     1         30.24   2.24  0.00          0.00
    RETURN  2026-05-11T18:00:00Z  RETURN  PRODUCT    -1        -30.24  -2.24  0.00          0.00
    RETURN  2026-05-11T18:00:00Z  ORDER   PRODUCT     1         34.56   2.56  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-05-04  1       28.00        0.00        0.00    28.00      0.00              0.00    0.00  2.24   30.24        0.00  0.00        1           0
    2026-05-11  0       32.00        0.00       28.00     4.00      0.00              0.00    0.00  0.32    4.32        0.00  0.00        1           1`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  30.24     34.56    2         1`,
};
