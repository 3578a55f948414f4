import { Card, InlineStack, Text } from "@shopify/polaris";
import type { GuestSales } from "../../insights/customers/guest-sales.ts";
import { FormulaButton } from "../formula-button.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

/** What guests brought, beside the table of customers and never in it. `when` says on which days. */
export function GuestsLine({ guests: { orders, netSales, averageOrderValue }, when }: { guests: GuestSales; when: string }) {
  const f = useFormats();
  const words =
    orders === 0
      ? `No guest ordered ${when}.`
      : `${orders === 1 ? "1 order" : `${f.count(orders)} orders`} without a customer record ${when}: ${f.money(netSales)} of net sales${
          averageOrderValue === null ? "" : `, ${f.money(averageOrderValue)} an order`
        }. They are in none of the rows above.`;
  return (
    <Card>
      <InlineStack gap="100" blockAlign="center">
        <Text as="h2" variant="headingMd">
          Guests
        </Text>
        <FormulaButton of={formulas.guests} />
      </InlineStack>
      <Text as="p" numeric>
        {words}
      </Text>
    </Card>
  );
}
