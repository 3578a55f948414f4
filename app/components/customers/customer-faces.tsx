import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import type { CustomerRecord } from "../../insights/customers/customer-record.ts";
import { EmptyCard } from "../empty-card.tsx";
import { useBack } from "../use-back.ts";
import { useFormats } from "../use-formats.ts";

/** In place of a customer whom the shop does not have, or not under this number. */
export function NoSuchCustomer({ id }: { id: string }) {
  return (
    <Banner tone="warning" title="There is no such customer" action={useBack("Show all customers", "/app/customers")}>
      <p>{`No customer of this store has the number ${id}. They may have been added a moment ago, or the address has a digit too many.`}</p>
    </Banner>
  );
}

/** In place of a person who is forgotten. */
export function Forgotten({ redactedAt }: { redactedAt: string }) {
  const f = useFormats();
  return (
    <EmptyCard heading="This customer is forgotten">
      {`On ${f.instant(redactedAt)} Shopify asked for their data to be deleted. Their orders stay in the store’s figures as a guest’s, and nothing else of them is kept.`}
    </EmptyCard>
  );
}

/** What is to be said before the figures: that the customer is gone, or has never ordered. */
export function CustomerNotes({ record: { deletedAt, figures } }: { record: CustomerRecord }) {
  const f = useFormats();
  return (
    <>
      {deletedAt !== null && (
        <Banner tone="info" title="Deleted in Shopify">
          <p>
            {`This customer was deleted, or merged into another one, on ${f.instant(deletedAt)}.${
              figures === null ? " Orders that they had are those of the customer who was kept." : " Their orders stay in the figures."
            }`}
          </p>
        </Banner>
      )}
      {deletedAt === null && figures === null && (
        <EmptyCard heading="No order yet">
          This customer has never placed an order that counts. Once they do, their figures appear here.
        </EmptyCard>
      )}
    </>
  );
}

/** Who they are, as far as it is stored: no more than where they are and what they are tagged as. */
export function CustomerFacts({ record: { createdAt, country, province, tags } }: { record: CustomerRecord }) {
  const f = useFormats();
  const facts = [
    ["Customer since", createdAt === null ? null : f.instant(createdAt)],
    ["Lives in", [province, country].filter((part) => part !== null).join(", ") || null],
    ["Tags", tags.join(", ") || null],
  ] as const;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          About
        </Text>
        <Text as="p">
          {facts
            .filter(([, value]) => value !== null)
            .map(([name, value]) => `${name}: ${value}`)
            .join(" · ") || "Shopify has told nothing about this customer but their number."}
        </Text>
      </BlockStack>
    </Card>
  );
}
