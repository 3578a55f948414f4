import { BlockStack, Card, Text } from "@shopify/polaris";
import { ChangeNote } from "../change-note.tsx";
import { FormulaButton } from "../formula-button.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { type FormulaId, formulas } from "./formulas.ts";
import type { Figures, Period } from "./overview-view.ts";

type Rung = {
  readonly of: Exclude<FormulaId & keyof Period["ladder"], "averageOrderValue">;
  readonly kind: "step" | "sum";
  /** Shown below zero, so that the column adds up. */
  readonly taken?: boolean;
};

const rungs: readonly Rung[] = [
  { of: "grossSales", kind: "step" },
  { of: "discounts", kind: "step", taken: true },
  { of: "returns", kind: "step", taken: true },
  { of: "netSales", kind: "sum" },
  { of: "shipping", kind: "step" },
  { of: "duties", kind: "step" },
  { of: "fees", kind: "step" },
  { of: "taxes", kind: "step" },
  { of: "totalSales", kind: "sum" },
];
const apart: readonly Rung[] = [
  { of: "tips", kind: "step" },
  { of: "giftCards", kind: "step" },
  { of: "unitsSold", kind: "step" },
  { of: "unitsReturned", kind: "step" },
];

/** From gross to total sales, step by step with signs, so that it can be added up; what is no part of the sum stands apart. */
export function LadderTable({ figures: { range, now, before } }: { figures: Figures }) {
  const f = useFormats();
  const row = (rung: Rung) => <Row key={rung.of} rung={rung} now={now} before={before} />;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Sales breakdown
        </Text>
        <table className={css.table}>
          <caption>
            <Text as="span" visuallyHidden>
              From gross to total sales, {f.days(range)}
              {range.before && before ? `, compared with ${f.days(range.before)}` : ""}
            </Text>
          </caption>
          <thead>
            <tr className={css.step}>
              <th scope="col">Step</th>
              <th scope="col" className={css.number}>
                Amount
              </th>
              {before && (
                <>
                  <th scope="col" className={`${css.number} ${css.wide}`}>
                    Before
                  </th>
                  <th scope="col" className={css.number}>
                    Change
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>{rungs.map(row)}</tbody>
          <tbody>
            <tr className={css.step}>
              <th scope="rowgroup" colSpan={before ? 4 : 2}>
                <Text as="span" variant="bodySm" tone="subdued">
                  Not part of total sales
                </Text>
              </th>
            </tr>
            {apart.map(row)}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}

type RowProps = { readonly rung: Rung; readonly now: Period; readonly before: Period | null };

function Row({ rung: { of, kind, taken = false }, now, before }: RowProps) {
  const f = useFormats();
  const shown = ({ ladder }: Period) => {
    const value = ladder[of];
    return typeof value === "number" ? f.count(value) : f.money(taken ? String(-BigInt(value)) : value);
  };
  return (
    <tr className={css[kind]}>
      <th scope="row" className={css.name}>
        <span className={css.withFormula}>
          {formulas[of].name}
          <FormulaButton of={formulas[of]} />
        </span>
      </th>
      <td className={css.number}>{shown(now)}</td>
      {before && (
        <>
          <td className={`${css.number} ${css.wide}`}>{shown(before)}</td>
          <td className={css.number}>
            <ChangeNote now={BigInt(now.ladder[of])} before={BigInt(before.ladder[of])} />
          </td>
        </>
      )}
    </tr>
  );
}
