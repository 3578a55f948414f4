import { Text } from "@shopify/polaris";
import type { CustomerRecord } from "../../insights/customers/customer-record.ts";
import type { CustomerRhythm } from "../../insights/customers/customer-rhythm.ts";
import { KeyFigure, KeyFigures } from "../key-figures.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

type Props = { readonly figures: NonNullable<CustomerRecord["figures"]>; readonly rhythm: CustomerRhythm };

/** What a customer has brought, and in which rhythm. */
export function CustomerFigures({ figures, rhythm: { medianDays, meanDays } }: Props) {
  const f = useFormats();
  const { netSales, orders, averageOrderValue, currency, firstOrderOn, lastOrderOn, daysSince } = figures;
  const days = (count: number) => (count === 1 ? "1 day" : `${f.decimal(count, Number.isInteger(count) ? 0 : 1)} days`);
  return (
    <KeyFigures title="Key figures">
      <KeyFigure of={formulas.lifetimeValue} value={f.moneyIn(netSales, currency)} />
      <KeyFigure of={formulas.orders} value={f.count(orders)}>
        <Note>{orders === 1 ? `On ${f.day(firstOrderOn)}` : `Since ${f.day(firstOrderOn)}`}</Note>
      </KeyFigure>
      <KeyFigure of={formulas.averageOrderValue} value={f.moneyIn(averageOrderValue, currency)} />
      <KeyFigure of={formulas.rhythm} value={medianDays === null ? null : days(medianDays)}>
        <Note>{meanDays === null ? "Known from the second order on" : `${days(meanDays)} in the mean`}</Note>
      </KeyFigure>
      <KeyFigure of={formulas.daysSince} value={f.count(daysSince)}>
        <Note>{medianDays === null || medianDays === 0 ? `On ${f.day(lastOrderOn)}` : against(daysSince, medianDays, f.decimal)}</Note>
      </KeyFigure>
    </KeyFigures>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Text as="span" variant="bodySm" tone="subdued" numeric>
      {children}
    </Text>
  );
}

/** How long they have not ordered, in terms of how long they usually do not. */
function against(daysSince: number, medianDays: number, decimal: (value: number) => string): string {
  if (daysSince <= medianDays) return "Within their usual pause";
  return `${decimal(daysSince / medianDays)} times their usual pause`;
}
