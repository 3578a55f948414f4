import { Await, Link, useSearchParams } from "@remix-run/react";
import { Badge, Button, ButtonGroup, Text } from "@shopify/polaris";
import { Suspense } from "react";
import type { AbandonedCheckout } from "../../insights/abandonment/abandoned-checkouts.ts";
import { changedQuery } from "../../lib/address.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import { CustomerName, type Names } from "../customer-name.tsx";
import { type Column, DataTable } from "../data-table.tsx";
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
  const [params] = useSearchParams();
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
      <ButtonGroup variant="segmented">
        {states.map(({ id, name }) => (
          <Button
            key={id}
            size="slim"
            pressed={id === state}
            url={changedQuery(params, { state: id === "all" ? null : id, page: null }) || "?"}
          >
            {name}
          </Button>
        ))}
      </ButtonGroup>
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
      <Link to={`/app/customers/${customerId}`}>
        <CustomerName id={customerId} names={names} />
      </Link>
    );
  return [
    { key: "begun", title: "Begun", kind: "text", sortable: true, cell: ({ begunAt }) => f.instant(begunAt) },
    { key: "customer", title: "Customer", kind: "text", wide: true, cell: customer },
    { key: "value", title: "Value", kind: "number", sortable: true, cell: ({ value }) => f.money(value) },
    { key: "units", title: "Units", kind: "number", sortable: true, wide: true, cell: ({ units }) => f.count(units) },
    { key: "idle", title: "Abandoned", kind: "text", sortable: true, wide: true, cell: ({ abandonedAt }) => f.instant(abandonedAt) },
    {
      ...{ key: "state", title: "State", kind: "text" },
      cell: ({ recoveredAt }) =>
        recoveredAt === null ? (
          <Badge tone="attention">Not recovered</Badge>
        ) : (
          <Badge tone="success">{`Recovered ${f.instant(recoveredAt)}`}</Badge>
        ),
    },
    { key: "link", title: "Link", kind: "text", wide: true, cell: (row) => <CheckoutLink of={row} links={links} /> },
  ];
}

/** The link that Shopify tells now; a recovered checkout needs none, and one that Shopify does not list has none. */
function CheckoutLink({ of: { number, recoveredAt, begunAt }, links }: { of: AbandonedCheckout; links: Promise<Links> }) {
  const f = useFormats();
  if (number === null || recoveredAt !== null) return <>–</>;
  return (
    <Suspense
      fallback={
        <Text as="span" tone="subdued">
          …
        </Text>
      }
    >
      <Await resolve={links} errorElement="–">
        {(known) => {
          const href = known[number];
          if (href === undefined) return "–";
          return (
            <a href={href} target="_blank" rel="noreferrer noopener" aria-label={`Open the checkout begun ${f.instant(begunAt)}`}>
              Open checkout
            </a>
          );
        }}
      </Await>
    </Suspense>
  );
}
