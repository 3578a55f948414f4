import { useRevalidator } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Icon, InlineStack, Page, Text } from "@shopify/polaris";
import { AlertCircleIcon } from "@shopify/polaris-icons";
import { useLive } from "./use-live.ts";

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
    remedy: "The overview leads on from here.",
  },
  502: {
    title: "Shopify does not let Tillwise in just now",
    what: "Shopify did not answer as it should.",
    remedy: "Try again in a minute.",
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

type Props = { readonly status: number; readonly said?: Partial<Words> | undefined };

/**
 * A page in place of one that could not be made: what happened, what became of the data, what to do. `said` are words that came with it.
 */
export function ErrorPage({ status, said }: Props) {
  const { revalidate, state } = useRevalidator();
  useLive(""); // no version is this one: the page comes back when the server does
  return <ErrorView status={status} said={said} again={{ onClick: revalidate, loading: state === "loading" }} />;
}

type ViewProps = Props & { readonly again: { readonly onClick: () => void; readonly loading: boolean } };

/** What stands on the page. Where nothing is there to be tried again, it leads to the overview. */
export function ErrorView({ status, said, again }: ViewProps) {
  const { title, what, remedy } = { ...(WORDS[status] ?? UNEXPECTED), ...said };
  return (
    <Page narrowWidth>
      <Card padding="600">
        <BlockStack gap="400">
          <InlineStack gap="200" blockAlign="center" wrap={false}>
            <Box>
              <Icon source={AlertCircleIcon} tone="critical" />
            </Box>
            <Text as="h1" variant="headingMd">
              {title}
            </Text>
          </InlineStack>
          <BlockStack gap="200">
            <Text as="p">{what}</Text>
            <Text as="p" tone="subdued">
              {remedy}
            </Text>
          </BlockStack>
          <InlineStack>
            {status === 404 ? <Button url="/app">Show the overview</Button> : <Button {...again}>Try again</Button>}
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}
