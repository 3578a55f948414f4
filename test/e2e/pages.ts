/**
 * Every page of the app, in the order of its navigation. `ready`: what is to be seen on it once its numbers are there, a selector of
 * Playwright's. A page of one record takes the first one that `from` links to.
 */
export type AppPage = {
  readonly path: string;
  /** What Admin shows above it; of one record a part of that, or nothing where it is the record's own name. */
  readonly title: string;
  readonly ready: string;
  /** Where the first link that begins with `path` leads to the page. */
  readonly from?: string;
};

export const pages: readonly AppPage[] = [
  { path: "/app", title: "Overview", ready: "canvas" },
  { path: "/app/customers", title: "Customers", ready: "role=columnheader[name=/Lifetime value/]" },
  { path: "/app/customers/", title: "Customer", ready: "role=heading[name='Products bought']", from: "/app/customers" },
  { path: "/app/segments", title: "Segments", ready: "role=heading[name='Agreement with Shopify']" },
  { path: "/app/retention", title: "Retention", ready: "text=Cohorts: retention" },
  { path: "/app/products", title: "Products", ready: "role=columnheader[name=/Net sales/]" },
  { path: "/app/products/together", title: "Bought together", ready: "role=heading[name='Pairs of products']" },
  { path: "/app/products/stock", title: "Stock", ready: "role=columnheader[name=/Days left/]" },
  { path: "/app/products/8", title: "", ready: "role=heading[name='Bought together with']", from: "/app/products" },
  { path: "/app/orders", title: "Orders", ready: "role=heading[name='Orders'][level=2]" },
  { path: "/app/orders/", title: "#", ready: "role=heading[name='What happened']", from: "/app/orders" },
  { path: "/app/discounts", title: "Discounts", ready: "role=heading[name='Discount codes']" },
  { path: "/app/abandonment", title: "Abandonment", ready: "role=heading[name='Abandoned checkouts']" },
  { path: "/app/when-and-where", title: "When and where", ready: "role=heading[name='Hours of the week']" },
  { path: "/app/matches-shopify", title: "Matches Shopify?", ready: "role=heading[name='Day by day']" },
  { path: "/app/matches-shopify/2", title: "Sales of", ready: "text=/^(Sale by sale|No sales)$/", from: "/app/matches-shopify" },
  { path: "/app/data", title: "Data", ready: "text=What became of every row" },
  { path: "/app/settings", title: "Settings", ready: "role=button[name='Save']" },
];
