import type { OrderAgreement } from "../../insights/orders/order-agreements.ts";
import css from "./timeline.module.css";

const named = [
  ["grossSales", "Gross sales", 1n],
  ["discounts", "Discounts", -1n],
  ["returns", "Returns", -1n],
  ["netSales", "Net sales", 1n],
  ["shipping", "Shipping", 1n],
  ["duties", "Duties", 1n],
  ["fees", "Fees", 1n],
  ["taxes", "Taxes", 1n],
  ["tips", "Tips", 1n],
  ["giftCards", "Gift cards", 1n],
  ["other", "Other", 1n],
] as const;

/** What an agreement did to the figures of its day, as they add up to its total: discounts and returns are taken off. */
export function EntryFigures({ agreement, money }: { agreement: OrderAgreement; money: (minor: string) => string }) {
  const changed = named.filter(([figure]) => agreement[figure] !== "0");
  return (
    <dl className={css.figures}>
      {changed.map(([figure, name, sign]) => (
        <div key={figure} className={figure === "netSales" ? css.sum : undefined}>
          <dt>{name}</dt>
          <dd>{money(String(BigInt(agreement[figure]) * sign))}</dd>
        </div>
      ))}
      <div className={css.sum}>
        <dt>Total</dt>
        <dd>{money(agreement.total)}</dd>
      </div>
      <div className={css.sum}>
        <dt>Order stands at</dt>
        <dd>{money(agreement.runningTotal)}</dd>
      </div>
    </dl>
  );
}
