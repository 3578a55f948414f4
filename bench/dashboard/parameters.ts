import type { DateRange, Days } from "../../app/lib/date-range.ts";

/** What a question may be asked with: a preset's range, what it is compared with, and records of the shop. */
export type Asked = {
  readonly range: DateRange;
  readonly before: Days;
  readonly today: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly productId: string;
};

type Ways = object | readonly object[];

const days = ({ range: { from, to } }: Asked) => ({ from, to });
const overTime = (asked: Asked) => ({ ...days(asked), granularity: asked.range.granularity === "hour" ? "day" : asked.range.granularity });
const page = { size: 50, offset: 0 };
const limited = { limit: 50, offset: 0 };
const by = (column: string) => ({ sort: { column, descending: true } });
const ofOrder = ({ orderId }: Asked) => ({ orderId });
const ofCustomer = ({ customerId }: Asked) => ({ customerId });
const ofProduct = (asked: Asked) => ({ ...days(asked), productId: asked.productId });
const now = () => ({ at: new Date().toISOString() });
const once = () => ({});

const overview: Readonly<Record<string, (asked: Asked) => Ways>> = {
  "customer-kinds": days,
  freshness: once,
  history: once,
  "recent-orders": (asked) => ({ ...days(asked), limit: 8 }),
  "sales-by-hour": ({ range }) => ({ day: range.to }),
  "sales-ladder": days,
  "sales-over-time": overTime,
  "top-customers": (asked) => ({ ...days(asked), limit: 5 }),
  "top-products": (asked) => ({ ...days(asked), limit: 6 }),
};

const customers: Readonly<Record<string, (asked: Asked) => Ways>> = {
  "customer-count": once,
  "customer-list": ({ today }) => [
    { today, group: null, ...by("net"), ...limited },
    { today, group: null, ...by("average"), ...limited, offset: 10_000 },
    { today, group: "loyal", ...by("last"), ...limited },
  ],
  "customers-by-number": ({ today, customerId }) => ({ today, ids: [customerId], ...by("net") }),
  "customers-in-range": (asked) => {
    const shared = { ...days(asked), before: asked.before, today: asked.today, ...limited };
    return [
      { ...shared, group: null, ...by("net") },
      { ...shared, group: "loyal", ...by("orders") },
    ];
  },
  "customer-orders": (asked) => ({ ...ofCustomer(asked), ...limited }),
  "customer-products": (asked) => ({ ...ofCustomer(asked), limit: 20 }),
  "customer-record": (asked) => ({ ...ofCustomer(asked), today: asked.today }),
  "customer-rhythm": ofCustomer,
  "customer-value-over-time": (asked) => ({ ...ofCustomer(asked), to: asked.today, granularity: "month" }),
  "guest-sales": days,
  "prospect-list": ({ today }) => ({ today, ...limited }),
  prospects: once,
  "rfm-agreement": once,
  "rfm-cells": once,
  "rfm-cut-points": once,
};

const retention: Readonly<Record<string, (asked: Asked) => Ways>> = {
  "cohort-averages": (asked) => cohorts(asked),
  "cohort-table": (asked) => cohorts(asked),
  "cohort-values": () => [
    { dimension: "product", limit: 50 },
    { dimension: "code", limit: 50 },
  ],
  "purchase-rates": overTime,
  "sales-by-kind": overTime,
  "second-order-gaps": days,
  "second-order-shares": (asked) => ({ ...days(asked), today: asked.today }),
};

/** Every cohort there is, whatever the range: the page shows them all. */
function cohorts({ range, today, productId }: Asked): object[] {
  const shared = { from: range.preset === "all" ? range.from : "1990-01-01", to: today, today };
  return [
    { ...shared, dimension: "all", value: "" },
    { ...shared, dimension: "product", value: productId },
  ];
}

const products: Readonly<Record<string, (asked: Asked) => Ways>> = {
  "basket-counts": days,
  "bought-together": (asked) => {
    const shared = { ...days(asked), pairOrders: 2, productOrders: 2, sort: "lift", descending: true, ...limited };
    return [
      { ...shared, productId: null },
      { ...shared, productId: asked.productId },
    ];
  },
  "product-card": ({ productId }) => ({ productId }),
  "product-figures": ofProduct,
  "product-over-time": (asked) => ({ ...ofProduct(asked), granularity: overTime(asked).granularity }),
  "product-performance": (asked) =>
    ["product", "variant", "type", "vendor"].map((grouping) => ({
      ...performance(asked),
      by: grouping,
      sort: "net",
      descending: true,
      ...limited,
    })),
  "product-totals": performance,
  "product-variants": (asked) => ({ ...ofProduct(asked), today: asked.today }),
  stock: ({ today }) => ({ today, search: "", runsOut: null, unsold: null, sort: "left", descending: false, ...limited }),
};

function performance(asked: Asked): object {
  return { ...days(asked), before: asked.before, by: "product", search: "" };
}

const orders: Readonly<Record<string, (asked: Asked) => Ways>> = {
  "order-agreements": ofOrder,
  "order-choices": days,
  "order-count": lists,
  "order-header": ofOrder,
  "order-lines": ofOrder,
  "order-list": (asked) => lists(asked).flatMap((list) => ["placed", "total"].map((column) => ({ ...list, ...by(column), ...limited }))),
  "order-sales": ofOrder,
};

function lists(asked: Asked): object[] {
  const filters = [{}, { tag: "gift" }, { code: "welcome10", is: ["returned"] }, { product: asked.productId }, { kind: "first" }];
  return filters.map((filter) => ({ ...days(asked), ...filter }));
}

const others: Readonly<Record<string, (asked: Asked) => Ways>> = {
  "abandoned-checkouts": (asked) => ({ ...days(asked), ...now(), state: "all", ...by("value"), ...page }),
  "abandoned-products": (asked) => ({ ...days(asked), ...now(), limit: 20 }),
  "abandonment-over-time": (asked) => ({ ...overTime(asked), ...now() }),
  "abandonment-totals": (asked) => ({ ...days(asked), ...now() }),
  "first-checkout": once,
  "daily-figures": days,
  "sales-by-code": (asked) => ({ ...days(asked), ...by("netSales"), ...page }),
  "sales-by-likeness": (asked) =>
    ["channel", "region", "hour"].map((likeness) => ({ ...days(asked), before: asked.before, by: likeness, ...by("netSales"), ...page })),
  "sales-by-weekday-and-hour": days,
  "sales-of-day": ({ range }) => ({ day: range.to }),
  "with-and-without-code": days,
};

/** How each insight is asked, by its name: in one way or several. An insight that is missing here fails the bench. */
export const parameters = { ...overview, ...customers, ...retention, ...products, ...orders, ...others };
