import type { LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { appBridge } from "./shopify.server.ts";

/** What every document needs before anyone is known: App Bridge's script, on the pages that Shopify Admin embeds. */
export function loader({ request }: LoaderFunctionArgs) {
  return { appBridge: new URL(request.url).pathname.startsWith("/app") ? appBridge : null };
}

/** The document around every page, also around those of errors. App Bridge comes first in its head, as Shopify asks. */
export function Layout({ children }: { children: ReactNode }) {
  const bridge = useRouteLoaderData<typeof loader>("root")?.appBridge;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {bridge ? <script src={bridge.url} data-api-key={bridge.apiKey} /> : null}
        <link rel="preconnect" href="https://cdn.shopify.com/" />
        <link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
