import type { LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { appBridge } from "./shopify.server.ts";

/** What every document needs before anyone is known: App Bridge's script, on the pages that Shopify Admin embeds. */
export function loader({ request }: LoaderFunctionArgs) {
  return { appBridge: new URL(request.url).pathname.startsWith("/app") ? appBridge : null };
}

/** It stays what it is as long as the document does. Asked again with every page, its failure would take the whole document's place. */
export const shouldRevalidate = () => false;

/**
 * The document around every page, also around those of errors. App Bridge's script stands last in the head: what it adds there before
 * React takes the document over is then at the end, where React leaves it alone.
 */
export function Layout({ children }: { children: ReactNode }) {
  const bridge = useRouteLoaderData<typeof loader>("root")?.appBridge;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {bridge && !bridge.isStandIn ? <ShopifyFont /> : null}
        <Meta />
        <Links />
        {bridge ? <script src={bridge.url} data-api-key={bridge.apiKey} /> : null}
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

/** Inter, as Shopify Admin has it; where a stand-in takes Shopify's place nothing is fetched from outside. */
function ShopifyFont() {
  return (
    <>
      <link rel="preconnect" href="https://cdn.shopify.com/" />
      <link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css" />
    </>
  );
}

export default function Root() {
  return <Outlet />;
}
