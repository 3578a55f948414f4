import { type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { AppProvider, BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import englishWords from "@shopify/polaris/locales/en.json" with { type: "json" };
import { boundary } from "@shopify/shopify-app-remix/server";

export const links = () => [{ rel: "stylesheet", href: polarisStyles }];
export const meta: MetaFunction = () => [{ title: "Tillwise" }];

/** The front page, outside of Shopify Admin. Whoever comes with a shop is sent on into the app. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export default function FrontPage() {
  return (
    <AppProvider i18n={englishWords}>
      <Page narrowWidth>
        <Box paddingBlockStart="1600">
          <Card>
            <BlockStack gap="200">
              <Text as="h1" variant="headingLg">
                Tillwise
              </Text>
              <Text as="p">What a store sold, who buys again and what is going wrong, matching Shopify's own numbers to the cent.</Text>
              <Text as="p" tone="subdued">
                Tillwise lives in Shopify Admin: open it there, under Apps.
              </Text>
            </BlockStack>
          </Card>
        </Box>
      </Page>
    </AppProvider>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
