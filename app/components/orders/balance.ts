import type { OrderAgreement } from "../../insights/orders/order-agreements.ts";
import type { OrderHeader } from "../../insights/orders/order-header.ts";
import type { OrderLineRow } from "../../insights/orders/order-lines.ts";

type Sides = { readonly ledger: string; readonly shopify: string; readonly difference: string };
type Units = { readonly lines: number; readonly shopify: number };

/**
 * An order's ledger against Shopify's own figures, by the measure that loads are held to (app/db/balance.ts): the first agreement against
 * the original total, all of them against the current one, and no fewer units on the lines than the order says. Amounts in minor units.
 */
export type Balance = {
  readonly original: Sides;
  readonly current: Sides;
  readonly units: Units;
  readonly currentUnits: Units;
  readonly isBalanced: boolean;
};

type Facts = Pick<OrderHeader, "originalTotal" | "currentTotal" | "lineQuantity" | "currentLineQuantity">;
type Agreements = readonly Pick<OrderAgreement, "total">[];
type Lines = readonly Pick<OrderLineRow, "quantity" | "currentQuantity">[];

export function balanceOf(order: Facts, agreements: Agreements, lines: Lines): Balance {
  const original = sides(BigInt(agreements[0]?.total ?? 0), order.originalTotal);
  const current = sides(
    agreements.reduce((sum, { total }) => sum + BigInt(total), 0n),
    order.currentTotal,
  );
  const units = { lines: lines.reduce((sum, { quantity }) => sum + quantity, 0), shopify: order.lineQuantity };
  const currentUnits = { lines: lines.reduce((sum, line) => sum + line.currentQuantity, 0), shopify: order.currentLineQuantity };
  const lacksNothing = units.lines >= units.shopify && currentUnits.lines >= currentUnits.shopify;

  return { original, current, units, currentUnits, isBalanced: lacksNothing && [original, current].every(isEven) };
}

function sides(ledger: bigint, shopify: string): Sides {
  return { ledger: String(ledger), shopify, difference: String(BigInt(shopify) - ledger) };
}

function isEven({ difference }: Sides): boolean {
  return difference === "0";
}
