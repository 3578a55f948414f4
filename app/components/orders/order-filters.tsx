import { useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, ChoiceList, FormLayout, Select, TextField } from "@shopify/polaris";
import { FilterIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { OrderChoices } from "../../insights/orders/order-choices.ts";
import { ownParams } from "../../lib/address.ts";
import { customerKinds, fulfillmentStatuses, type OrderQuery, orderStates, paymentStatuses, shownOrders } from "../../lib/order-query.ts";
import { Dropdown } from "../dropdown.tsx";
import { channelWords, kindWords, shownWords, stateWords, statusWords } from "./order-words.ts";

const TAGS_NAMED = 3;
const ANY = { label: "Any", value: "" };

type Fields = Record<"payment" | "fulfillment" | "channel" | "kind" | "product" | "tag" | "code" | "show", string>;
type Props = { readonly query: OrderQuery; readonly choices: OrderChoices; readonly knowsFirst: boolean };

/** A button with a form of all filters; what is chosen is written into the address, at once and together. */
export function OrderFilters(props: Props) {
  const [open, setOpen] = useState(false);
  const button = (
    <Button icon={FilterIcon} disclosure={open ? "up" : "down"} onClick={() => setOpen((was) => !was)}>
      Filter
    </Button>
  );
  return (
    <Dropdown open={open} button={button} onClose={() => setOpen(false)} fluid>
      <Box padding="400" width="20rem">
        <FilterForm {...props} onApplied={() => setOpen(false)} />
      </Box>
    </Dropdown>
  );
}

function FilterForm({ query, choices, knowsFirst, onApplied }: Props & { onApplied: () => void }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [fields, setFields] = useState<Fields>(fieldsOf(query));
  const [is, setIs] = useState<string[]>([...query.is]);
  const field = (name: keyof Fields) => ({ value: fields[name], onChange: (value: string) => setFields({ ...fields, [name]: value }) });
  const apply = () => {
    const own = ownParams(params);
    for (const name of ["page", "is", ...Object.keys(fields)]) own.delete(name);
    for (const [name, value] of Object.entries(fields)) if (value.trim() !== "") own.set(name, value.trim());
    for (const state of is) own.append("is", state);
    onApplied();
    navigate({ search: own.toString() }, { preventScrollReset: true });
  };
  const products = choices.products.map(({ id, title }) => ({ label: title, value: id }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <BlockStack gap="400">
        <FormLayout>
          <Select label="Payment" options={[ANY, ...optionsOf(paymentStatuses, statusWords)]} {...field("payment")} />
          <Select label="Fulfillment" options={[ANY, ...optionsOf(fulfillmentStatuses, statusWords)]} {...field("fulfillment")} />
          <ChoiceList
            title="State"
            allowMultiple
            choices={optionsOf(orderStates, (state) => stateWords[state])}
            selected={is}
            onChange={setIs}
          />
          <Select label="Channel" options={[ANY, ...withChosen(channelsOf(choices), fields.channel)]} {...field("channel")} />
          {knowsFirst && (
            <Select label="Customer" options={[ANY, ...optionsOf(customerKinds, (kind) => kindWords[kind])]} {...field("kind")} />
          )}
          <Select label="Product" options={[ANY, ...withChosen(products, fields.product)]} {...field("product")} />
          <TextField label="Tag" autoComplete="off" helpText={suchAs(choices.tags)} {...field("tag")} />
          <TextField label="Discount code" autoComplete="off" {...field("code")} />
          <Select
            label="Show"
            options={shownOrders.map((show) => ({ label: shownWords[show], value: show === "counted" ? "" : show }))}
            {...field("show")}
          />
        </FormLayout>
        <Button submit variant="primary">
          Apply
        </Button>
      </BlockStack>
    </form>
  );
}

function fieldsOf({ payment, fulfillment, channel, kind, product, tag, code, show }: OrderQuery): Fields {
  const text = (value: string | null) => value ?? "";
  const counted = show === "counted" ? "" : show;
  return {
    payment: text(payment),
    fulfillment: text(fulfillment),
    channel: text(channel),
    kind: text(kind),
    product: text(product),
    tag: text(tag),
    code: text(code),
    show: counted,
  };
}

type Option = { readonly label: string; readonly value: string };

function optionsOf<Value extends string>(values: readonly Value[], words: (value: Value) => string): Option[] {
  return values.map((value) => ({ label: words(value), value }));
}

function channelsOf({ channels }: OrderChoices): Option[] {
  return channels.map((channel) => ({ label: channelWords(channel), value: channel === "" ? "none" : channel }));
}

/** A choice that came with the address stands among the others, also where it is not one of the first. */
function withChosen(options: readonly Option[], chosen: string): Option[] {
  return chosen === "" || options.some(({ value }) => value === chosen) ? [...options] : [{ label: chosen, value: chosen }, ...options];
}

function suchAs(tags: readonly string[]): string {
  return tags.length === 0 ? "No order has a tag so far." : `Such as: ${tags.slice(0, TAGS_NAMED).join(", ")}`;
}
