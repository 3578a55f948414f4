import { Text } from "@shopify/polaris";
import { Against, KeyFigure, KeyFigures } from "../key-figures.tsx";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import type { Period } from "./overview-view.ts";

type Props = {
  readonly now: Period;
  readonly before: Period | null;
  readonly reach: Reach;
  readonly isJudged: boolean;
};

const withheld = {
  loading: "Known when all orders are in",
  limited: "Needs the whole history of orders",
} as const;

/** The five numbers a merchant looks for first, each against the days before. `isJudged`: more is shown as good, and less as bad. */
export function OverviewFigures({ now, before, reach, isJudged }: Props) {
  const f = useFormats();
  const [ladder, ladderBefore] = [now.ladder, before?.ladder];
  const averageBefore = ladderBefore?.averageOrderValue ?? null;
  return (
    <KeyFigures title="Key figures">
      <KeyFigure of={formulas.totalSales} value={f.money(ladder.totalSales)}>
        {ladderBefore && (
          <Against now={ladder.totalSales} before={ladderBefore.totalSales} words={f.money(ladderBefore.totalSales)} isJudged={isJudged} />
        )}
      </KeyFigure>
      <KeyFigure of={formulas.orders} value={f.count(ladder.orders)}>
        {ladderBefore && (
          <Against now={ladder.orders} before={ladderBefore.orders} words={f.count(ladderBefore.orders)} isJudged={isJudged} />
        )}
      </KeyFigure>
      <KeyFigure of={formulas.averageOrderValue} value={ladder.averageOrderValue === null ? null : f.money(ladder.averageOrderValue)}>
        {ladder.averageOrderValue !== null && averageBefore !== null && (
          <Against now={ladder.averageOrderValue} before={averageBefore} words={f.money(averageBefore)} isJudged={isJudged} />
        )}
      </KeyFigure>
      <CustomersFigure of="newCustomers" {...{ now, before, reach, isJudged }} />
      <CustomersFigure of="returningCustomers" {...{ now, before, reach, isJudged }} />
    </KeyFigures>
  );
}

type CustomersProps = Props & { readonly of: "newCustomers" | "returningCustomers" };

/** Who is new and who returned hangs on the whole history: without it the number would be wrong, and is not shown. */
function CustomersFigure({ of, now, before, reach, isJudged }: CustomersProps) {
  const f = useFormats();
  if (reach.kind !== "whole") {
    return (
      <KeyFigure of={formulas[of]} value={null}>
        <Text as="span" variant="bodySm" tone="subdued">
          {withheld[reach.kind]}
        </Text>
      </KeyFigure>
    );
  }
  const [value, valueBefore] = [now.customers[of], before?.customers[of]];
  return (
    <KeyFigure of={formulas[of]} value={f.count(value)}>
      {valueBefore !== undefined && <Against now={value} before={valueBefore} words={f.count(valueBefore)} isJudged={isJudged} />}
    </KeyFigure>
  );
}
