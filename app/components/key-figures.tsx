import { Card, Text } from "@shopify/polaris";
import { Children, type CSSProperties, type ReactNode } from "react";
import { ChangeNote } from "./change-note.tsx";
import { type Formula, FormulaButton } from "./formula-button.tsx";
import css from "./key-figures.module.css";

const MOST_IN_A_ROW = 5;

/** Single numbers side by side in one card: `<KeyFigure>`s. `title` is said to those who do not see the card. */
export function KeyFigures({ title, children }: { title: string; children: ReactNode }) {
  const count = Children.toArray(children).length;
  return (
    <Card padding="0">
      <Text as="h2" visuallyHidden>
        {title}
      </Text>
      <dl className={css.figures} style={columns(count)}>
        {children}
      </dl>
    </Card>
  );
}

/** As many rows as it takes, all of them full where that can be. */
function columns(count: number): CSSProperties {
  const rows = Math.ceil(count / MOST_IN_A_ROW);
  return Object.fromEntries([["--cells", Math.ceil(count / rows)]]);
}

type FigureProps = {
  readonly of: Formula;
  /** As it is to be read; null where it is not known. */
  readonly value: string | null;
  /** What is said beneath it: how it has changed, or why it is not known. */
  readonly children?: ReactNode;
};

/** One number with its name and its formula. */
export function KeyFigure({ of, value, children }: FigureProps) {
  return (
    <div className={css.figure}>
      <dt className={css.figureLabel}>
        <Text as="span" variant="bodyMd" fontWeight="medium">
          {of.name}
        </Text>
        <FormulaButton of={of} />
      </dt>
      <dd className={css.figureValue} style={room(value ?? "–")}>
        {value ?? "–"}
      </dd>
      <dd className={css.figureNote}>{children}</dd>
    </div>
  );
}

/** Tells the style how much room a number takes. */
function room(value: string): CSSProperties {
  return Object.fromEntries([["--characters", value.length]]);
}

type AgainstProps = {
  readonly now: string | number;
  readonly before: string | number;
  /** The number before as it is to be read. */
  readonly words: string;
  /** More is shown as good, and less as bad. */
  readonly isJudged?: boolean;
};

/** How a whole number (a count, or minor units) differs from the one before, and what that was. */
export function Against({ now, before, words, isJudged = false }: AgainstProps) {
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
