import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, InlineStack, Tag, Text } from "@shopify/polaris";
import type { OrderChoices } from "../../insights/orders/order-choices.ts";
import { ownParams } from "../../lib/address.ts";
import type { OrderQuery, queryParams } from "../../lib/order-query.ts";
import { channelWords, kindWords, shownWords, stateWords, statusWords } from "./order-words.ts";

type Chip = { readonly name: (typeof queryParams)[number]; readonly value: string; readonly words: string };

/** What the list is narrowed to, each to be taken away by itself. */
export function OrderChips({ query, choices }: { query: OrderQuery; choices: OrderChoices }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const chips = chipsOf(query, choices);
  const without = (gone: readonly Chip[]) => {
    const own = ownParams(params);
    own.delete("page");
    for (const { name } of gone) own.delete(name);
    for (const chip of chips) if (chip.name === "is" && !gone.includes(chip)) own.append("is", chip.value);
    navigate({ search: own.toString() }, { preventScrollReset: true });
  };
  if (chips.length === 0) return null;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" variant="bodySm" tone="subdued">
        Only:
      </Text>
      {chips.map((chip) => (
        <Tag key={`${chip.name} ${chip.value}`} onRemove={() => without([chip])}>
          {chip.words}
        </Tag>
      ))}
      <Button variant="plain" onClick={() => without(chips)}>
        Clear all
      </Button>
    </InlineStack>
  );
}

function chipsOf({ payment, fulfillment, is, channel, tag, code, product, kind, show, search }: OrderQuery, choices: OrderChoices): Chip[] {
  const title = choices.products.find(({ id }) => id === product)?.title;
  const chip = (name: Chip["name"], value: string | null, words: (value: string) => string): Chip[] =>
    value === null ? [] : [{ name, value, words: words(value) }];
  return [
    ...chip("q", search, (words) => `“${words}”`),
    ...chip("payment", payment, (status) => `Payment: ${statusWords(status)}`),
    ...chip("fulfillment", fulfillment, (status) => `Fulfillment: ${statusWords(status)}`),
    ...is.flatMap((state) => chip("is", state, () => stateWords[state])),
    ...chip("channel", channel, (name) => `Channel: ${channelWords(name)}`),
    ...chip("kind", kind, () => (kind === null ? "" : kindWords[kind])),
    ...chip("product", product, (id) => `Product: ${title ?? `no. ${id}`}`),
    ...chip("tag", tag, (words) => `Tag: ${words}`),
    ...chip("code", code, (words) => `Discount code: ${words}`),
    ...chip("show", show === "counted" ? null : show, () => shownWords[show]),
  ];
}
