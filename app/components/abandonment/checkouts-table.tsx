import { Badge, BlockStack, Text } from "@shopify/polaris";
import type { AbandonedCheckout } from "../../insights/abandonment/abandoned-checkouts.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import { ChoiceBar } from "../choice-bar.tsx";
import type { Column } from "../column.ts";
import { CustomerName, type Names } from "../customer-name.tsx";
import { DataTable } from "../data-table.tsx";
import { Later } from "../later.tsx";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";

const states = [
  { id: "all", name: "All" },
  { id: "lost", name: "Not recovered" },
  { id: "recovered", name: "Recovered" },
] as const;

/** The links that bring checkouts back, by number: known to nobody but this page, for as long as it is open. */
export type Links = Readonly<Record<string, string>>;

type Props = {
  readonly rows: readonly AbandonedCheckout[];
  readonly state: string;
  readonly table: TableQuery;
  readonly names: Promise<Names>;
  readonly links: Promise<Links>;
  readonly exportHref: string;
};

/** The checkouts that were left, a page of them. */
export function CheckoutsTable({ rows, state, table, names, links, exportHref }: Props) {
  return (
    <DataTable
      caption="Abandoned checkouts"
      columns={useColumns(names, links)}
      rows={rows}
      rowKey={({ key }) => key}
      table={table}
      total={rows[0]?.rows ?? (table.offset > 0 ? table.offset : 0)}
      exportHref={exportHref}
      empty="No checkout of these days is like that."
    >
      <ChoiceBar param="state" choices={states} chosen={state} />
    </DataTable>
  );
}

function useColumns(names: Promise<Names>, links: Promise<Links>): Column<AbandonedCheckout>[] {
  const f = useFormats();
  const customer = ({ customerId }: AbandonedCheckout) =>
    customerId === null ? (
      <Text as="span" tone="subdued">
        Guest
      </Text>
    ) : (
      <PageLink to={`/app/customers/${customerId}`}>
        <CustomerName id={customerId} names={names} />
      </PageLink>
    );
  return [
    { key: "begun", title: "Begun", kind: "text", sortable: true, cell: ({ begunAt }) => f.instant(begunAt) },
    { key: "customer", title: "Customer", kind: "text", wide: true, cell: customer },
    { key: "value", title: "Value", kind: "number", sortable: true, cell: ({ value }) => f.money(value) },
    { key: "units", title: "Units", kind: "number", sortable: true, wide: true, cell: ({ units }) => f.count(units) },
    { key: "idle", title: "Abandoned", kind: "text", sortable: true, wide: true, cell: ({ abandonedAt }) => f.instant(abandonedAt) },
    { key: "state", title: "State", kind: "text", cell: (row) => <CheckoutState of={row} links={links} /> },
  ];
}

type StateProps = { readonly of: AbandonedCheckout; readonly links: Promise<Links> };

/** Whether it came back; if not, the link that Shopify tells now, where it lists the checkout. */
function CheckoutState({ of: { number, recoveredAt, begunAt }, links }: StateProps) {
  const f = useFormats();
  if (recoveredAt !== null) {
    return (
      <BlockStack gap="050" inlineAlign="start">
        <Badge tone="success">Recovered</Badge>
        <Text as="span" variant="bodySm" tone="subdued">
          {f.instant(recoveredAt)}
        </Text>
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Badge tone="attention">Not recovered</Badge>
      <Text as="span" variant="bodySm">
        {number === null ? <NoLink /> : <OpenCheckout links={links} number={number} begun={f.instant(begunAt)} />}
      </Text>
    </BlockStack>
  );
}

function OpenCheckout({ links, number, begun }: { links: Promise<Links>; number: string; begun: string }) {
  return (
    <Later value={links} waiting={<NoLink />} failed={<NoLink />}>
      {(known) => {
        const href = known[number];
        if (href === undefined) return <NoLink />;
        return (
          <a href={href} target="_blank" rel="noreferrer noopener" aria-label={`Open checkout begun ${begun}`}>
            Open checkout
          </a>
        );
      }}
    </Later>
  );
}

/** Takes the room of a link, so that nothing moves when it comes. */
function NoLink() {
  return <span aria-hidden>&nbsp;</span>;
}
