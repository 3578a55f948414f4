import type { RfmAgreement } from "../../insights/customers/rfm-agreement.ts";
import type { RfmCell } from "../../insights/customers/rfm-cells.ts";
import type { RfmCutPoints } from "../../insights/customers/rfm-cut-points.ts";
import { groupOf, type RfmGroup } from "../../lib/rfm.ts";

/** All that the page of segments shows. */
export type Rfm = {
  readonly cells: readonly RfmCell[];
  readonly cuts: RfmCutPoints;
  readonly prospects: number;
  readonly today: string;
};

/**
 * How far Shopify's segments and ours agree: customers compared, those of whom both say the same, and where they differ, the most first.
 */
export type Agreement = {
  readonly compared: number;
  readonly agreeing: number;
  readonly differences: readonly { readonly ours: RfmGroup; readonly theirs: RfmGroup; readonly customers: number }[];
};

/** The sums of the cells by what we and Shopify say; a name of Shopify's that we do not know cannot be compared. */
export function agreementOf(rows: readonly RfmAgreement[]): Agreement {
  const pairs = new Map<string, { ours: RfmGroup; theirs: RfmGroup; customers: number }>();
  for (const { recency, worth, theirs, customers } of rows) {
    if (theirs === null) continue;
    const ours = groupOf(recency, worth);
    const pair = pairs.get(`${ours} ${theirs}`) ?? { ours, theirs, customers: 0 };
    pairs.set(`${ours} ${theirs}`, { ...pair, customers: pair.customers + customers });
  }
  const all = [...pairs.values()];
  const sum = (some: readonly { customers: number }[]) => some.reduce((total, { customers }) => total + customers, 0);
  return {
    compared: sum(all),
    agreeing: sum(all.filter(({ ours, theirs }) => ours === theirs)),
    differences: all.filter(({ ours, theirs }) => ours !== theirs).sort((a, b) => b.customers - a.customers || (a.ours < b.ours ? -1 : 1)),
  };
}

/** A share of one, exactly enough for a page; null of nothing. */
export function shareOf(part: string | number, whole: string | number): number | null {
  const [share, all] = [BigInt(part), BigInt(whole)];
  return all <= 0n ? null : Number((share * 1_000_000n) / all) / 1_000_000;
}
