import { useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Page, Text } from "@shopify/polaris";

type Words = { readonly title: string; readonly what: string; readonly remedy: string };

const WORDS: Record<number, Words> = {
  401: {
    title: "Your session has ended",
    what: "Shopify did not confirm who is asking.",
    remedy: "Reload the page in Shopify Admin. Nothing is lost.",
  },
  404: {
    title: "There is no such page",
    what: "The address may be an old one, or have a letter too many.",
    remedy: "Open Tillwise from the navigation on the left.",
  },
  503: {
    title: "Tillwise cannot reach its database",
    what: "Your numbers are safe: they are only out of reach for the moment. A sync under way waits and goes on by itself.",
    remedy: "Try again in a few seconds. If it lasts longer than a few minutes, tell Tillwise's support.",
  },
};

const UNEXPECTED: Words = {
  title: "Something went wrong",
  what: "Tillwise could not put this page together. The error has been written down.",
  remedy: "Try again. If it happens again, tell Tillwise's support what you were about to do.",
};

/** A page in place of one that could not be made: what happened, what became of the data, what to do. */
export function ErrorPage({ status }: { status: number }) {
  const { title, what, remedy } = WORDS[status] ?? UNEXPECTED;
  const { revalidate, state } = useRevalidator();
  return (
    <Page>
      <Banner tone="critical" title={title} action={{ content: "Try again", onAction: revalidate, loading: state === "loading" }}>
        <BlockStack gap="200">
          <Text as="p">{what}</Text>
          <Text as="p">{remedy}</Text>
        </BlockStack>
      </Banner>
    </Page>
  );
}
