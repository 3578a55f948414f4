import { line, type Scenario } from "../scenario.ts";

/** Open: whether an order that Shopify learns of late is dated by when it learnt of it, or by when it was sold. */
export const importedOrder: Scenario = {
  name: "imported order",
  story: "A till without a connection sells a basket at 1200 yen on a Saturday and tells Shopify on Monday.",
  currency: "JPY",
  timeZone: "Asia/Tokyo",
  events: [
    {
      type: "order_placed",
      at: "2026-10-12T01:00:00Z",
      processedAt: "2026-10-10T06:00:00Z",
      orderId: "1001",
      name: "#1001",
      customerId: null,
      sourceName: "pos",
      lines: [line({ id: "11", title: "Basket", quantity: 1, unitPrice: 1200, tax: 120 })],
    },
  ],
  ledger: `
    reason  happened_at           action  line_type  quantity  total  tax  before_taxes  after_taxes
    ORDER   2026-10-12T01:00:00Z  ORDER   PRODUCT    1         1320   120  0             0`,
  days: `
    day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
    2026-10-12  1       1200         0          0        1200       0                 0       0     120    1320         0     0           1           0`,
  orders: `
    name   original  current  quantity  current_quantity
    #1001  1320      1320     1         1`,
  others: [
    {
      switches: { reportDay: "processed_at" },
      ledger: `
        reason  happened_at           action  line_type  quantity  total  tax  before_taxes  after_taxes
        ORDER   2026-10-10T06:00:00Z  ORDER   PRODUCT    1         1320   120  0             0`,
      days: `
        day         orders  gross_sales  discounts  returns  net_sales  shipping_charges  duties  fees  taxes  total_sales  tips  gift_cards  units_sold  units_returned
        2026-10-10  1       1200         0          0        1200       0                 0       0     120    1320         0     0           1           0`,
    },
  ],
};
