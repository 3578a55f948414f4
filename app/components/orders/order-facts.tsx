import { BlockStack, Card, InlineStack, Tag, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OrderHeader } from "../../insights/orders/order-header.ts";
import { CustomerName, type Names } from "../customer-name.tsx";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { OrderBadges } from "./order-badges.tsx";
import { channelWords } from "./order-words.ts";
import css from "./timeline.module.css";

type Props = { readonly order: OrderHeader; readonly names: Promise<Names>; readonly knowsFirst: boolean };

/** What is known of an order besides its ledger. */
export function OrderFacts({ order, names, knowsFirst }: Props) {
  const f = useFormats();
  const { currency, presentmentCurrency } = order;
  return (
    <Card>
      <BlockStack gap="400">
        <OrderBadges of={{ ...order, cancelled: order.cancelledAt !== null }} />
        <dl className={css.facts}>
          <Fact name="Placed">{f.instant(order.placedAt)}</Fact>
          <Fact name="Customer">
            <Customer order={order} names={names} knowsFirst={knowsFirst} />
          </Fact>
          <Fact name="Channel">{channelWords(order.channel)}</Fact>
          <Fact name="Sent to">{placeWords(order, f.locale)}</Fact>
          <Fact name="Original total">{f.moneyIn(order.originalTotal, currency)}</Fact>
          <Fact name="Current total">
            <Text as="span" fontWeight="semibold">
              {f.moneyIn(order.currentTotal, currency)}
            </Text>
          </Fact>
          {presentmentCurrency !== currency && (
            <Fact name="Paid in">{`${presentmentCurrency}; the amounts here are in ${currency}, as Shopify converted them`}</Fact>
          )}
          <Fact name="Prices">{order.taxesIncluded ? "With tax" : "Without tax"}</Fact>
          {order.cancelledAt && <Fact name="Cancelled">{f.instant(order.cancelledAt)}</Fact>}
          {order.closedAt && <Fact name="Archived">{f.instant(order.closedAt)}</Fact>}
          {order.tags.length > 0 && (
            <Fact name="Tags">
              <Links name="tag" values={order.tags} />
            </Fact>
          )}
          {order.discountCodes.length > 0 && (
            <Fact name="Discount codes">
              <Links name="code" values={order.discountCodes} />
            </Fact>
          )}
        </dl>
      </BlockStack>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Customer({ order: { customerId, place }, names, knowsFirst }: Props) {
  const f = useFormats();
  if (customerId === null) return "Guest";
  return (
    <>
      <PageLink to={`/app/customers/${customerId}`}>
        <CustomerName id={customerId} names={names} />
      </PageLink>
      {place !== null && knowsFirst && ` · ${place === 1 ? "first order" : `order no. ${f.count(place)}`}`}
    </>
  );
}

/** Tags and codes lead to the other orders that have them. */
function Links({ name, values }: { name: "tag" | "code"; values: readonly string[] }) {
  return (
    <InlineStack gap="100">
      {values.map((value) => (
        <Tag key={value} url={`/app/orders?${new URLSearchParams({ [name]: value, range: "all" })}`}>
          {value}
        </Tag>
      ))}
    </InlineStack>
  );
}

function placeWords({ country, province }: OrderHeader, locale: string): string {
  if (country === null) return "No address";
  const name = /^[A-Z]{2}$/.test(country) ? new Intl.DisplayNames(locale, { type: "region" }).of(country) : country;
  return province === null ? `${name}` : `${name}, ${province}`;
}
