import { Text } from "@shopify/polaris";
import type { ProductFigures as Figures } from "../../insights/products/product-figures.ts";
import { Against, KeyFigure, KeyFigures } from "../key-figures.tsx";
import type { Reach } from "../reach.ts";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

const withheld = { loading: "Known when all orders are in", limited: "Needs the whole history of orders" } as const;

type Props = { readonly now: Figures; readonly before: Figures | null; readonly reach: Reach };

/** A product's numbers in the range, each against the days before, and who bought it. */
export function ProductFigures({ now, before, reach }: Props) {
  const f = useFormats();
  const rate = ({ returnRate }: Figures) => (returnRate === null ? null : f.rate(returnRate));
  const beforeRate = before && rate(before);
  return (
    <KeyFigures title="Key figures">
      <KeyFigure of={formulas.net} value={f.money(now.netSales)}>
        {before && <Against now={now.netSales} before={before.netSales} words={f.money(before.netSales)} isJudged />}
      </KeyFigure>
      <KeyFigure of={formulas.units} value={f.count(now.units)}>
        {before && <Against now={now.units} before={before.units} words={f.count(before.units)} isJudged />}
      </KeyFigure>
      <KeyFigure of={formulas.orders} value={f.count(now.orders)}>
        {before && <Against now={now.orders} before={before.orders} words={f.count(before.orders)} isJudged />}
      </KeyFigure>
      <KeyFigure of={formulas.rate} value={rate(now)}>
        <Text as="span" variant="bodySm" tone="subdued" numeric>
          {`${f.money(now.returns)} returned`}
          {beforeRate && (
            <>
              <br />
              {`${beforeRate} before`}
            </>
          )}
        </Text>
      </KeyFigure>
      <Buyers name="newBuyers" count={now.firstOrders} before={before?.firstOrders} reach={reach} />
      <Buyers name="returningOrders" count={now.laterOrders} before={before?.laterOrders} reach={reach} />
      <KeyFigure of={formulas.gross} value={f.money(now.grossSales)}>
        {before && <Against now={now.grossSales} before={before.grossSales} words={f.money(before.grossSales)} isJudged />}
      </KeyFigure>
      <KeyFigure of={formulas.discounts} value={f.money(now.discounts)}>
        {before && <Against now={now.discounts} before={before.discounts} words={f.money(before.discounts)} />}
      </KeyFigure>
    </KeyFigures>
  );
}

type BuyersProps = {
  readonly name: "newBuyers" | "returningOrders";
  readonly count: number;
  readonly before: number | undefined;
  readonly reach: Reach;
};

/** Who is new hangs on the whole history: without it the number would be wrong, and is not shown. */
function Buyers({ name, count, before, reach }: BuyersProps) {
  const f = useFormats();
  if (reach.kind !== "whole") {
    return (
      <KeyFigure of={formulas[name]} value={null}>
        <Text as="span" variant="bodySm" tone="subdued">
          {withheld[reach.kind]}
        </Text>
      </KeyFigure>
    );
  }
  return (
    <KeyFigure of={formulas[name]} value={f.count(count)}>
      {before !== undefined && <Against now={count} before={before} words={f.count(before)} isJudged />}
    </KeyFigure>
  );
}
