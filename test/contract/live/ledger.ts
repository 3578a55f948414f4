import { z } from "zod";

const bag = z.object({ shopMoney: z.object({ amount: z.string() }) });
const sale = z.object({
  __parentId: z.string(),
  actionType: z.string(),
  lineType: z.string(),
  totalAmount: bag,
  totalDiscountAmountBeforeTaxes: bag,
});
const order = z.object({ id: z.string(), originalTotalPriceSet: bag, currentTotalPriceSet: bag });
const agreement = z.object({ id: z.string(), __parentId: z.string(), reason: z.string(), happenedAt: z.string() });

/** What the ledger of an export says of the points that are open, and of the identities that every order must keep. */
export type LedgerFindings = {
  orders: number;
  sales: number;
  /** Orders whose first agreement does not sum to the original total. */
  firstAgreementOff: number;
  /** Orders whose agreements do not sum to the current total. */
  allAgreementsOff: number;
  returnDiscountNegative: number;
  returnDiscountPositive: number;
  updateNegative: number;
  adjustmentUnderEdit: number;
};

const SCALE = 1_000_000n;

/** Reads the lines of an orders export; amounts are compared as decimals, exactly. */
export function readLedger(lines: Iterable<string>): LedgerFindings {
  const orders = new Map<string, z.output<typeof order>>();
  const agreements = new Map<string, z.output<typeof agreement>>();
  const sums = new Map<string, bigint>();
  const found = { returnDiscountNegative: 0, returnDiscountPositive: 0, updateNegative: 0, adjustmentUnderEdit: 0 };
  const sales: z.output<typeof sale>[] = [];
  for (const line of lines) {
    const record: unknown = JSON.parse(line);
    const type = z.object({ __typename: z.string() }).parse(record).__typename;
    if (type === "Order") {
      const read = order.parse(record);
      orders.set(read.id, read);
    } else if (type.endsWith("Agreement")) {
      const read = agreement.parse(record);
      agreements.set(read.id, read);
    } else if (type.endsWith("Sale")) sales.push(sale.parse(record));
  }
  for (const { __parentId, actionType, lineType, totalAmount, totalDiscountAmountBeforeTaxes } of sales) {
    const amount = decimal(totalAmount);
    const discount = decimal(totalDiscountAmountBeforeTaxes);
    sums.set(__parentId, (sums.get(__parentId) ?? 0n) + amount);
    if (actionType === "RETURN" && discount < 0n) found.returnDiscountNegative += 1;
    if (actionType === "RETURN" && discount > 0n) found.returnDiscountPositive += 1;
    if (actionType === "UPDATE" && amount < 0n) found.updateNegative += 1;
    if (lineType === "ADJUSTMENT" && agreements.get(__parentId)?.reason === "ORDER_EDIT") found.adjustmentUnderEdit += 1;
  }
  return { orders: orders.size, sales: sales.length, ...balances(orders, agreements, sums), ...found };
}

function balances(
  orders: ReadonlyMap<string, z.output<typeof order>>,
  agreements: ReadonlyMap<string, z.output<typeof agreement>>,
  sums: ReadonlyMap<string, bigint>,
): { firstAgreementOff: number; allAgreementsOff: number } {
  const ofOrder = Map.groupBy(agreements.values(), ({ __parentId }) => __parentId);
  let firstAgreementOff = 0;
  let allAgreementsOff = 0;
  for (const { id, originalTotalPriceSet, currentTotalPriceSet } of orders.values()) {
    const all = (ofOrder.get(id) ?? []).toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt));
    const first = all.find(({ reason }) => reason === "ORDER");
    if ((sums.get(first?.id ?? "") ?? 0n) !== decimal(originalTotalPriceSet)) firstAgreementOff += 1;
    if (all.reduce((sum, { id: of }) => sum + (sums.get(of) ?? 0n), 0n) !== decimal(currentTotalPriceSet)) allAgreementsOff += 1;
  }
  return { firstAgreementOff, allAgreementsOff };
}

/** An amount in millionths. */
function decimal({ shopMoney: { amount } }: z.output<typeof bag>): bigint {
  const parts = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(amount);
  if (!parts) throw new Error(`${JSON.stringify(amount)} is no amount`);
  const units = BigInt(parts[2] ?? "0") * SCALE + BigInt((parts[3] ?? "").padEnd(6, "0"));
  return parts[1] === "-" ? -units : units;
}
