import { line, type Scenario } from "../scenario.ts";

/** Half past eleven at night in New York, before the clocks go forward: it is the 8th in UTC and the 7th in the shop. */
export const sale: Scenario = {
  name: "sale",
  story: "Two mugs at 12.50 and a kettle at 40.00, ten per cent off, 5.00 shipping, eight per cent tax on all of it, and a tip of 3.00.",
  currency: "USD",
  timeZone: "America/New_York",
  events: [
    {
      type: "order_placed",
      at: "2026-03-08T04:30:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      lines: [
        line({ id: "11", title: "Mug", quantity: 2, unitPrice: 1250, discount: 250, tax: 180 }),
        line({ id: "12", title: "Kettle", quantity: 1, unitPrice: 4000, discount: 400, tax: 288 }),
      ],
      shipping: { amount: 500, tax: 40 },
      tip: { lineId: "13", amount: 300 },
    },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total  tax   before_taxes  after_taxes
    ORDER   2026-03-08T04:30:00Z  ORDER   PRODUCT    2         24.30  1.80  2.50          2.50
    ORDER   2026-03-08T04:30:00Z  ORDER   PRODUCT    1         38.88  2.88  4.00          4.00
    ORDER   2026-03-08T04:30:00Z  ORDER   SHIPPING   -          5.40  0.40  0.00          0.00
    ORDER   2026-03-08T04:30:00Z  ORDER   TIP        1          3.00  0.00  0.00          0.00`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-03-07  1       65.00        6.50       0.00     58.50      5.00              0.00    0.00  5.08   68.58        3.00  0.00        3           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  71.58     71.58    3         3`,
};
