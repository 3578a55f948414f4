import { Text } from "@shopify/polaris";
import type { AbandonmentTotals } from "../../insights/abandonment/abandonment-totals.ts";
import { Against, KeyFigure, KeyFigures } from "../key-figures.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

type Props = { readonly now: AbandonmentTotals; readonly before: AbandonmentTotals | null };

/** What was left of what was begun, and what of it came back. */
export function AbandonmentFigures({ now, before }: Props) {
  const f = useFormats();
  const rate = (value: number | null) => (value === null ? null : f.rate(value));
  const note = (words: string) => (
    <Text as="span" variant="bodySm" tone="subdued" numeric>
      {words}
    </Text>
  );
  return (
    <KeyFigures title="What was left">
      <KeyFigure of={formulas.abandoned} value={f.count(now.abandoned)}>
        {before && <Against now={now.abandoned} before={before.abandoned} words={f.count(before.abandoned)} />}
      </KeyFigure>
      <KeyFigure of={formulas.rate} value={rate(now.rate)}>
        {note(before ? `${rate(before.rate) ?? "–"} before` : `${f.count(now.completed)} completed`)}
      </KeyFigure>
      <KeyFigure of={formulas.lostValue} value={f.money(now.lostValue)}>
        {before && <Against now={now.lostValue} before={before.lostValue} words={f.money(before.lostValue)} />}
      </KeyFigure>
      <KeyFigure of={formulas.recoveredValue} value={f.money(now.recoveredValue)}>
        {note(`${f.count(now.recovered)} checkouts, ${rate(now.recoveryRate) ?? "–"} of those abandoned`)}
      </KeyFigure>
      <KeyFigure of={formulas.cartsLeft} value={f.count(now.cartsLeft)}>
        {note(`${f.money(now.cartsValue)} in them, ${rate(now.cartRate) ?? "–"} of all carts`)}
      </KeyFigure>
    </KeyFigures>
  );
}
