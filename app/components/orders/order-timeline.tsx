import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OrderAgreement } from "../../insights/orders/order-agreements.ts";
import type { OrderSale } from "../../insights/orders/order-sales.ts";
import { useFormats } from "../use-formats.ts";
import { EntryFigures } from "./entry-figures.tsx";
import { EntrySales } from "./entry-sales.tsx";
import { entryTitle, NOTHING_CHANGED, saleSentence } from "./entry-words.ts";
import css from "./timeline.module.css";

type Props = {
  readonly agreements: readonly OrderAgreement[];
  readonly sales: readonly OrderSale[];
  readonly currency: string;
  /** What is said of all of it before it begins. */
  readonly children?: ReactNode;
};

/** What was agreed, one after the other: in words, in figures, and down to each row of Shopify's ledger. */
export function OrderTimeline({ agreements, sales, currency, children }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What happened
        </Text>
        {children}
        {agreements.length === 0 && (
          <Text as="p" tone="subdued">
            Shopify has told no ledger of this order so far.
          </Text>
        )}
        <ol className={css.timeline}>
          {agreements.map((agreement) => (
            <li key={agreement.agreementId} className={css.entry}>
              <Entry
                agreement={agreement}
                sales={sales.filter(({ agreementId }) => agreementId === agreement.agreementId)}
                currency={currency}
              />
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

type EntryProps = { readonly agreement: OrderAgreement; readonly sales: readonly OrderSale[]; readonly currency: string };

function Entry({ agreement, sales, currency }: EntryProps) {
  const f = useFormats();
  const money = (minor: string) => f.moneyIn(minor, currency);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200" blockAlign="center">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {entryTitle(agreement)}
          </Text>
          <Badge>{`${BigInt(agreement.total) > 0n ? "+" : ""}${money(agreement.total)}`}</Badge>
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued">
          {`${f.instant(agreement.happenedAt)} · counted on ${f.day(agreement.day)}`}
        </Text>
      </InlineStack>
      <ul className={css.words}>
        {sales.length === 0 && <li>{NOTHING_CHANGED}</li>}
        {sales.map((sale) => (
          <li key={sale.saleId}>{saleSentence(sale, agreement.reason, money)}</li>
        ))}
      </ul>
      <EntryFigures agreement={agreement} money={money} />
      {sales.length > 0 && <EntrySales sales={sales} money={money} title={entryTitle(agreement)} />}
    </BlockStack>
  );
}
