import { Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { ChangeNote } from "./change-note.tsx";
import { formatCount, formatMoney } from "./format.ts";
import { FormulaButton } from "./formula-button.tsx";
import { type FormulaId, formulas } from "./formulas.ts";
import css from "./overview.module.css";
import type { Manner, Period } from "./overview-view.ts";
import type { Reach } from "./reach.ts";

type Props = {
  readonly now: Period;
  readonly before: Period | null;
  readonly reach: Reach;
  readonly manner: Manner;
  readonly isJudged: boolean;
};

const withheld = {
  loading: "Known when all orders are in",
  limited: "Needs the whole history of orders",
} as const;

/** The five numbers a merchant looks for first, each against the days before. `isJudged`: more is shown as good, and less as bad. */
export function KeyFigures({ now, before, reach, manner, isJudged }: Props) {
  const money = (minor: string) => formatMoney(minor, manner.currency);
  const [ladder, ladderBefore] = [now.ladder, before?.ladder];
  const averageBefore = ladderBefore?.averageOrderValue ?? null;
  return (
    <Card padding="0">
      <Text as="h2" visuallyHidden>
        Key figures
      </Text>
      <dl className={css.figures}>
        <Figure of="totalSales" value={money(ladder.totalSales)}>
          {ladderBefore && (
            <Against now={ladder.totalSales} before={ladderBefore.totalSales} words={money(ladderBefore.totalSales)} isJudged={isJudged} />
          )}
        </Figure>
        <Figure of="orders" value={formatCount(ladder.orders)}>
          {ladderBefore && (
            <Against now={ladder.orders} before={ladderBefore.orders} words={formatCount(ladderBefore.orders)} isJudged={isJudged} />
          )}
        </Figure>
        <Figure of="averageOrderValue" value={ladder.averageOrderValue === null ? null : money(ladder.averageOrderValue)}>
          {ladder.averageOrderValue !== null && averageBefore !== null && (
            <Against now={ladder.averageOrderValue} before={averageBefore} words={money(averageBefore)} isJudged={isJudged} />
          )}
        </Figure>
        <CustomersFigure of="newCustomers" {...{ now, before, reach, isJudged }} />
        <CustomersFigure of="returningCustomers" {...{ now, before, reach, isJudged }} />
      </dl>
    </Card>
  );
}

type CustomersProps = Omit<Props, "manner"> & { readonly of: "newCustomers" | "returningCustomers" };

/** Who is new and who returned hangs on the whole history: without it the number would be wrong, and is not shown. */
function CustomersFigure({ of, now, before, reach, isJudged }: CustomersProps) {
  if (reach.kind !== "whole") {
    return (
      <Figure of={of} value={null}>
        <Text as="span" variant="bodySm" tone="subdued">
          {withheld[reach.kind]}
        </Text>
      </Figure>
    );
  }
  const [value, valueBefore] = [now.customers[of], before?.customers[of]];
  return (
    <Figure of={of} value={formatCount(value)}>
      {valueBefore !== undefined && <Against now={value} before={valueBefore} words={formatCount(valueBefore)} isJudged={isJudged} />}
    </Figure>
  );
}

function Figure({ of, value, children }: { of: FormulaId; value: string | null; children: ReactNode }) {
  return (
    <div className={css.figure}>
      <dt className={css.figureLabel}>
        <Text as="span" variant="bodyMd" fontWeight="medium">
          {formulas[of].name}
        </Text>
        <FormulaButton of={of} />
      </dt>
      <dd className={css.figureValue}>
        <Text as="span" variant="headingLg" numeric>
          {value ?? "–"}
        </Text>
      </dd>
      <dd className={css.figureNote}>{children}</dd>
    </div>
  );
}

type AgainstProps = { readonly now: string | number; readonly before: string | number; readonly words: string; readonly isJudged: boolean };

function Against({ now, before, words, isJudged }: AgainstProps) {
  return (
    <>
      <ChangeNote now={BigInt(now)} before={BigInt(before)} isJudged={isJudged} />
      <br />
      <Text as="span" variant="bodySm" tone="subdued" numeric>
        {words} before
      </Text>
    </>
  );
}
