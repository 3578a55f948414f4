import { Badge, Text } from "@shopify/polaris";
import type { CustomerRow } from "../../insights/customers/customer-row.ts";
import { CustomerName, type Names } from "../customer-name.tsx";
import { PageLink } from "../page-link.tsx";
import tables from "../tables.module.css";
import css from "./customers.module.css";
import { groupWords } from "./group-words.ts";

const TAGS_SHOWN = 3;

type Props = {
  readonly row: Pick<CustomerRow, "customerId" | "group" | "country" | "tags" | "deleted">;
  readonly names: Promise<Names>;
  /** The segment stands beneath the name on a phone. */
  readonly withGroup: boolean;
};

/** A customer as a table names them: a link to their page, with where they are and what they are tagged as. */
export function CustomerCell({ row: { customerId, group, country, tags, deleted }, names, withGroup }: Props) {
  const more = tags.length > TAGS_SHOWN ? [`+${tags.length - TAGS_SHOWN}`] : [];
  const beneath = [country, ...tags.slice(0, TAGS_SHOWN), ...more].filter((word) => word !== null).join(" · ");
  return (
    <>
      <span className={tables.person}>
        <PageLink to={`/app/customers/${customerId}`}>
          <CustomerName id={customerId} names={names} />
        </PageLink>
      </span>
      {deleted && <Badge tone="warning">Deleted in Shopify</Badge>}
      {beneath !== "" && (
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {beneath}
        </Text>
      )}
      {withGroup && group !== null && (
        <span className={css.narrow}>
          <Text as="span" variant="bodySm" tone="subdued">
            {groupWords[group].name}
          </Text>
        </span>
      )}
    </>
  );
}
