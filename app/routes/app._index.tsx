import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Card, Page, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);

  return { name: shop.name, today: shop.today };
}

export default function Overview() {
  const { name, today } = useLoaderData<typeof loader>();
  return (
    <Page title="Overview">
      <TitleBar title="Overview" />
      <Card>
        <Text as="p">
          {name}, {today}
        </Text>
      </Card>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
