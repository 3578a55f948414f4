import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { WeekHour } from "../../insights/breakdown/sales-by-weekday-and-hour.ts";
import { ExportButton } from "../export-button.tsx";
import type { Formats } from "../format.ts";
import { FormulaButton } from "../formula-button.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import css from "./week-hours.module.css";

const measures = [
  { id: "orders", name: "Orders" },
  { id: "netSales", name: "Net sales" },
] as const;
type Measure = (typeof measures)[number]["id"];

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const DEEPEST = 62;

type Props = { readonly hours: readonly WeekHour[]; readonly weekStart: "monday" | "sunday"; readonly exportHref: string };

/** At which hours of the week the shop sells: the deeper the colour, the more. */
export function WeekHours({ hours, weekStart, exportHref }: Props) {
  const f = useFormats();
  const [measure, setMeasure] = useState<Measure>("orders");
  const weekdays = weekStart === "monday" ? [1, 2, 3, 4, 5, 6, 7] : [7, 1, 2, 3, 4, 5, 6];
  const cells = new Map(hours.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const most = Math.max(0, ...hours.map((cell) => Number(cell[measure])));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="100" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Hours of the week
            </Text>
            <FormulaButton of={formulas.week} />
          </InlineStack>
          <InlineStack gap="200" blockAlign="center">
            <ButtonGroup variant="segmented">
              {measures.map(({ id, name }) => (
                <Button key={id} size="slim" pressed={measure === id} onClick={() => setMeasure(id)}>
                  {name}
                </Button>
              ))}
            </ButtonGroup>
            <ExportButton source={exportHref} what="Hours of the week" />
          </InlineStack>
        </InlineStack>
        <table className={css.week}>
          <caption>
            <Text as="span" visuallyHidden>
              {measure === "orders" ? "Orders" : "Net sales"} by hour and day of the week
            </Text>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <Text as="span" visuallyHidden>
                  Hour
                </Text>
              </th>
              {weekdays.map((weekday) => (
                <th key={weekday} scope="col">
                  <abbr title={f.weekday(weekday)} style={{ textDecoration: "none" }}>
                    {f.weekday(weekday, "short")}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {HOURS.map((hour) => (
              <tr key={hour}>
                <th scope="row">{f.hourOfDay(hour)}</th>
                {weekdays.map((weekday) => (
                  <Cell key={weekday} cell={cells.get(`${weekday} ${hour}`)} measure={measure} most={most} f={f} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}

type CellProps = { readonly cell: WeekHour | undefined; readonly measure: Measure; readonly most: number; readonly f: Formats };

function Cell({ cell, measure, most, f }: CellProps) {
  const value = Number(cell?.[measure] ?? 0);
  const share = most > 0 && value > 0 ? value / most : 0;
  const words = measure === "orders" ? f.countTick(value) : f.moneyTick(value);
  const exact =
    cell && `${f.weekday(cell.weekday)}, ${f.hourOfDay(cell.hour)}: ${f.count(cell.orders)} orders, ${f.money(cell.netSales)} net sales`;
  return (
    <td
      className={css.cell}
      style={{ backgroundColor: `color-mix(in srgb, #5ba4f5 ${Math.round(share * DEEPEST)}%, #f7f7f7)` }}
      title={exact}
    >
      {value === 0 ? "·" : words}
    </td>
  );
}
