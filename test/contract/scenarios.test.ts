import { describe, expect, test } from "vitest";
import { ZoneClock } from "../../simulator/world/calendar.ts";
import { exponentOf, fixedDecimal } from "../../simulator/world/money.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { ladderOf } from "./ladder.ts";
import { orderLines, pick } from "./order-lines.ts";
import { type Expected, rowsOf, type Scenario, shopOf } from "./scenario.ts";
import { openPoints, scenarios } from "./scenarios.ts";
import { worlds } from "./worlds.ts";

const units = ["orders", "units_sold", "units_returned"];
const bag = { shopMoney: { amount: true } } as const;

describe.each([...scenarios, ...openPoints])("$name", (scenario) => {
  test("comes to the figures worked out by hand", () => expectFigures(shopOf(scenario), scenario));

  for (const { switches, ...expected } of scenario.others ?? []) {
    test(`comes to the figures worked out by hand where ${JSON.stringify(switches)}`, () =>
      expectFigures(shopOf(scenario, switches), { ...scenario, ...expected }));
  }

  test.each(worlds)("has books and ledger that agree by the formulas, %s", (_world, switches) => {
    const shop = shopOf(scenario, switches);
    const { currency, timeZone } = shop.profile;
    const clock = new ZoneClock(timeZone);

    const ladder = ladderOf(orderLines(shop), exponentOf(currency), (instant) => clock.day(instant));

    expect(ladder).toEqual(shop.books.days());
  });
});

test("there are ten scenarios", () => {
  expect(scenarios.map(({ name }) => name)).toHaveLength(10);
});

function expectFigures(shop: SimulatedShop, expected: Expected & Pick<Scenario, "currency">): void {
  expect(ledgerOf(shop)).toEqual(normal(rowsOf(expected.ledger), expected.currency));
  expect(daysOf(shop)).toEqual(rowsOf(expected.days));
  expect(ordersOf(shop)).toEqual(normal(rowsOf(expected.orders), expected.currency));
}

function daysOf(shop: SimulatedShop): Record<string, string>[] {
  return shop.books.days().map(({ day, ...figures }) => ({
    day,
    ...Object.fromEntries(
      Object.entries(figures).map(([name, sum]) => [name, units.includes(name) ? String(sum) : fixedDecimal(sum, shop.profile.currency)]),
    ),
  }));
}

function ledgerOf(shop: SimulatedShop): Record<string, string>[] {
  const lines = orderLines(shop);
  const agreements = new Map(lines.filter((line) => "happenedAt" in line).map((line) => [line.id, line]));
  return lines
    .filter((line) => "lineType" in line)
    .map((sale) => {
      const agreement = agreements.get(sale.__parentId);
      return {
        reason: String(agreement?.reason),
        happened_at: String(agreement?.happenedAt),
        action: String(sale.actionType),
        line_type: String(sale.lineType),
        quantity: sale.quantity === null ? "-" : String(sale.quantity),
        total: amountOf(sale, "totalAmount"),
        tax: amountOf(sale, "totalTaxAmount"),
        before_taxes: amountOf(sale, "totalDiscountAmountBeforeTaxes"),
        after_taxes: amountOf(sale, "totalDiscountAmountAfterTaxes"),
      };
    });
}

function ordersOf(shop: SimulatedShop): Record<string, string>[] {
  return orderLines(shop)
    .filter((line) => line.__typename === "Order")
    .map((order) => ({
      name: String(order.name),
      original: amountOf(order, "originalTotalPriceSet"),
      current: amountOf(order, "currentTotalPriceSet"),
      quantity: String(order.subtotalLineItemsQuantity),
      current_quantity: String(order.currentSubtotalLineItemsQuantity),
    }));
}

function amountOf(line: Readonly<Record<string, unknown>>, field: string): string {
  const text = /"amount":"([^"]*)"/.exec(JSON.stringify(pick(line, { [field]: bag })))?.[1] ?? "missing";
  return text;
}

/** The tables are written with all decimals; the wire drops trailing zeros but one. */
function normal(rows: Record<string, string>[], currency: string): Record<string, string>[] {
  const amounts = ["total", "tax", "before_taxes", "after_taxes", "original", "current"];
  const short = (text: string) => (exponentOf(currency) === 0 ? `${text}.0` : text.replace(/(\.\d+?)0+$/, "$1"));
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, text]) => [name, amounts.includes(name) ? short(text) : text])),
  );
}
