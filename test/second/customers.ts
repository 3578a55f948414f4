import { customerCount } from "../../app/insights/customers/customer-count.ts";
import { customerList } from "../../app/insights/customers/customer-list.ts";
import { customersByNumber } from "../../app/insights/customers/customers-by-number.ts";
import { customersInRange } from "../../app/insights/customers/customers-in-range.ts";
import { guestSales } from "../../app/insights/customers/guest-sales.ts";
import { prospectList } from "../../app/insights/customers/prospect-list.ts";
import { prospects } from "../../app/insights/customers/prospects.ts";
import { rfmAgreement } from "../../app/insights/customers/rfm-agreement.ts";
import { rfmCells } from "../../app/insights/customers/rfm-cells.ts";
import { rfmCutPoints } from "../../app/insights/customers/rfm-cut-points.ts";
import { type Buyer, buyersOf } from "./buyers.ts";
import { oneCustomerQuestions } from "./one-customer.ts";
import { byValue, type Days, daysOf, grouped, money, plusDays, rounded, sum, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { type CutPoints, cutPointsOf, groupOf, scoresOf } from "./segments.ts";
import { prospect, shopifyGroupOf, shown } from "./shown-customer.ts";
import { compareIds, type Trade } from "./trade.ts";

/** What the pages of customers and segments ask. */
export function customerQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const buyers = buyersOf(trade);
  const cuts = cutPointsOf(buyers);
  const { today } = trade;
  const bought = new Set(buyers.map(({ id }) => id));
  const known = [...trade.shop.records.customers.all].map(({ id }) => id);
  const never = known.filter((id) => !bought.has(id)).sort(compareIds);
  const groups = [...new Set(buyers.map((buyer) => groupOf(scoresOf(buyer, cuts))))];
  const list = (group: string | null) => buyers.filter((buyer) => group === null || groupOf(scoresOf(buyer, cuts)) === group);
  const byNet = (a: Buyer, b: Buyer) => b.net - a.net || compareIds(b.id, a.id);
  const byLast = (a: Buyer, b: Buyer) => (a.lastOn < b.lastOn ? -1 : a.lastOn > b.lastOn ? 1 : compareIds(a.id, b.id));
  const all = { today, limit: null, offset: 0 } as const;
  return [
    {
      insight: "customer-count",
      of: "",
      ask: () => customerCount(shop, {}),
      expected: [{ customers: buyers.length, inOtherCurrencies: 0 }],
    },
    { insight: "prospects", of: "", ask: () => prospects(shop, {}), expected: [{ customers: known.length, prospects: never.length }] },
    {
      insight: "prospect-list",
      of: "all",
      ask: () => prospectList(shop, all),
      expected: never.map((id) => prospect(trade, id)),
    },
    {
      insight: "customer-list",
      of: "all by net sales",
      ask: () => customerList(shop, { ...all, group: null, sort: { column: "net", descending: true } }),
      expected: [...buyers].sort(byNet).map((buyer) => shown(trade, buyer, cuts)),
    },
    ...sortedLists(trade, shop, buyers, cuts),
    ...groups.map((group) => ({
      insight: "customer-list",
      of: `${group} by last order`,
      ask: () => customerList(shop, { ...all, group, sort: { column: "last", descending: false } }),
      expected: list(group)
        .sort(byLast)
        .map((buyer) => shown(trade, buyer, cuts)),
    })),
    { insight: "rfm-cut-points", of: "", ask: () => rfmCutPoints(shop, {}), expected: buyers.length === 0 ? [] : [written(cuts)] },
    { insight: "rfm-cells", of: "", ask: () => rfmCells(shop, {}).then(inOrder), expected: inOrder(cells(buyers, cuts)) },
    {
      insight: "rfm-agreement",
      of: "",
      ask: () => rfmAgreement(shop, {}).then(inOrder),
      expected: inOrder(agreement(trade, buyers, cuts)),
    },
    {
      insight: "customers-by-number",
      of: "some, with and without orders",
      ask: () =>
        customersByNumber(shop, {
          today,
          ids: [...buyers.slice(0, 5).map(({ id }) => id), ...never.slice(0, 2), "1"],
          sort: { column: "id", descending: false },
        }).then(inOrder),
      expected: inOrder([
        ...buyers.slice(0, 5).map((buyer) => shown(trade, buyer, cuts)),
        ...never.slice(0, 2).map((id) => prospect(trade, id)),
      ]),
    },
    ...ranges.flatMap((range) => rangeQuestions(trade, shop, buyers, cuts, range)),
    ...oneCustomerQuestions(trade, shop, buyers, cuts),
  ];
}

const columns = {
  net: (buyer: Buyer) => buyer.net,
  orders: (buyer: Buyer) => buyer.orders.length,
  average: (buyer: Buyer) => buyer.orderValue / buyer.orders.length,
  first: (buyer: Buyer) => buyer.firstOn,
  last: (buyer: Buyer) => buyer.lastOn,
  days: (buyer: Buyer) => -Date.parse(buyer.lastOn),
  id: () => 0,
};

/** All customers by each column, from both ends; those who are alike by number. One page from within. */
function sortedLists(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], cuts: CutPoints): Question[] {
  return (["net", "orders", "average", "first", "last", "days", "id"] as const).flatMap((column) =>
    [true, false].map((descending) => {
      const sorted = [...buyers].sort((a, b) => byValue(columns[column])(a, b) || compareIds(a.id, b.id));
      if (descending) sorted.reverse();
      return {
        insight: "customer-list",
        of: `a page by ${column}, ${descending ? "from above" : "from below"}`,
        ask: () => customerList(shop, { today: trade.today, group: null, sort: { column, descending }, limit: 200, offset: 50 }),
        expected: sorted.slice(50, 250).map((buyer) => shown(trade, buyer, cuts)),
      };
    }),
  );
}

/** Rows in an order of their own, where the question's is not told. */
function inOrder(rows: readonly object[]): object[] {
  const key = (row: object) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function written({ lastOn, orders, net }: CutPoints) {
  return { lastOrderOn: lastOn, orders, netSales: net.map(String) };
}

function cells(buyers: readonly Buyer[], cuts: CutPoints) {
  return [...grouped(buyers, (buyer) => `${scoresOf(buyer, cuts).recency} ${scoresOf(buyer, cuts).worth}`)].map(([, those]) => {
    const { recency, worth } = scoresOf(those[0] ?? fail(), cuts);
    return { recency, worth, customers: those.length, netSales: money(those, ({ net }) => net) };
  });
}

/** Shopify's groups as its API tells them. */
function agreement(trade: Trade, buyers: readonly Buyer[], cuts: CutPoints) {
  const theirs = (id: string) => (shopifyGroupOf(trade.shop, id) ?? "").toLowerCase();
  const scored = buyers
    .map((buyer) => ({ recency: scoresOf(buyer, cuts).recency, worth: scoresOf(buyer, cuts).worth, theirs: theirs(buyer.id) }))
    .filter((row) => row.theirs !== "");
  return [...grouped(scored, (row) => `${row.recency} ${row.worth} ${row.theirs}`).values()].map((those) => ({
    ...(those[0] ?? fail()),
    customers: those.length,
  }));
}

function rangeQuestions(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], cuts: CutPoints, range: Days): Question[] {
  const of = `${range.from} to ${range.to}`;
  const before = { from: plusDays(range.from, -daysOf(range).length), to: plusDays(range.from, -1) };
  const params = { ...range, before, today: trade.today, group: null, limit: null, offset: 0 } as const;
  const guests = trade.orders.filter(({ counts, customerId }) => counts && customerId === null).filter(within(range));
  const rows = trade.rows.filter(({ order }) => order.customerId === null).filter(within(range));
  return [
    {
      insight: "customers-in-range",
      of,
      ask: () => customersInRange(shop, { ...params, sort: { column: "net", descending: true } }),
      expected: inRange(trade, buyers, cuts, range, before),
    },
    {
      insight: "customers-in-range",
      of: `${of}, champions by orders, compared with nothing`,
      ask: () => customersInRange(shop, { ...params, before: null, group: "champions", sort: { column: "orders", descending: false } }),
      expected: champions(inRange(trade, buyers, cuts, range, before)),
    },
    {
      insight: "guest-sales",
      of,
      ask: () => guestSales(shop, range),
      expected: [
        {
          orders: guests.length,
          netSales: money(rows, ({ net }) => net),
          averageOrderValue: rounded(
            sum(
              rows.filter(({ isOfOrder }) => isOfOrder),
              ({ gross, discounts }) => gross - discounts,
            ),
            guests.length,
          ),
        },
      ],
    },
  ];
}

function inRange(trade: Trade, buyers: readonly Buyer[], cuts: CutPoints, range: Days, before: Days) {
  const told = buyers
    .map((buyer) => {
      const orders = buyer.orders.filter(within(range));
      const rows = buyer.rows.filter(within(range));
      const value = sum(
        rows.filter(({ isOfOrder }) => isOfOrder),
        ({ gross, discounts }) => gross - discounts,
      );
      return {
        ...shown(trade, buyer, cuts),
        rangeNetSales: money(rows, ({ net }) => net),
        rangeOrders: orders.length,
        rangeAverageOrderValue: rounded(value, orders.length),
        netSalesBefore: money(buyer.rows.filter(within(before)), ({ net }) => net),
      };
    })
    .filter(({ rangeOrders }) => rangeOrders > 0)
    .sort((a, b) => Number(b.rangeNetSales) - Number(a.rangeNetSales) || compareIds(b.customerId, a.customerId));
  return told.map((row) => ({ ...row, total: told.length }));
}

function champions(rows: ReturnType<typeof inRange>) {
  const those = rows.filter(({ group }) => group === "champions");
  those.sort((a, b) => a.rangeOrders - b.rangeOrders || compareIds(a.customerId, b.customerId));
  return those.map((row) => ({ ...row, netSalesBefore: null, total: those.length }));
}

function fail(): never {
  throw new Error("a group without members");
}
