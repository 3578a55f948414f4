import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useFormats } from "../use-formats.ts";
import type { Balance } from "./balance.ts";

/** Whether the ledger explains every cent of the order; and if not, what is missing and what is done about it. */
export function OrderBalance({ balance, currency }: { balance: Balance; currency: string }) {
  const f = useFormats();
  const money = (minor: string) => f.moneyIn(minor, currency);
  const { original, current, units, currentUnits, isBalanced } = balance;
  if (isBalanced) {
    return (
      <Text as="p" tone="subdued">
        {`Every cent is explained: the first entry comes to the original total of ${money(original.shopify)}, all of them to the current total of ${money(current.shopify)}.`}
      </Text>
    );
  }
  const gaps = [
    { name: "original total", ...original },
    { name: "current total", ...current },
  ].filter(({ difference }) => difference !== "0");
  const lacks = [units, currentUnits].some(({ lines, shopify }) => lines < shopify);
  return (
    <Banner tone="warning" title="This order does not add up">
      <BlockStack gap="200">
        {gaps.map(({ name, ledger, shopify, difference }) => (
          <p key={name}>
            {`Shopify’s ${name} is ${money(shopify)}, its ledger as Tillwise has it comes to ${money(ledger)}: a difference of ${money(difference)}.`}
          </p>
        ))}
        {lacks && <p>{`Its lines have ${f.count(units.lines)} units, of ${f.count(units.shopify)} that Shopify says it has.`}</p>}
        <p>
          A part of it has not been told. Tillwise fetches such an order again by itself, entry by entry, after each sync and whenever
          Shopify says that it has changed. “Sync now” on the Data page does so at once.
        </p>
      </BlockStack>
    </Banner>
  );
}
