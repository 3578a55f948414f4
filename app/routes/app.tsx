import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Link, Outlet, useLoaderData, useRouteError, useSearchParams } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { type ReactNode, useMemo, useState } from "react";
import { ErrorPage } from "../components/error-page.tsx";
import { formatsOf } from "../components/format.ts";
import { FormatsProvider } from "../components/use-formats.ts";
import { keptParams } from "../lib/date-range.ts";
import { localeOf } from "../lib/locale.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { contentSecurityPolicy } from "../shopify.server.ts";

const HOME = "/app";

/** Every page of the app, in the order of Admin's navigation. A page's days go along to the next. */
const places = [
  { to: HOME, name: "Overview" },
  { to: "/app/customers", name: "Customers" },
  { to: "/app/segments", name: "Segments" },
  { to: "/app/retention", name: "Retention" },
  { to: "/app/products", name: "Products" },
  { to: "/app/products/together", name: "Bought together" },
  { to: "/app/orders", name: "Orders" },
  { to: "/app/discounts", name: "Discounts" },
  { to: "/app/abandonment", name: "Abandonment" },
  { to: "/app/when-and-where", name: "When and where" },
  { to: "/app/matches-shopify", name: "Matches Shopify" },
  { to: "/app/data", name: "Data" },
  { to: "/app/settings", name: "Settings" },
] as const;

export const meta: MetaFunction = () => [{ title: "Tillwise" }];
export const links = () => [{ rel: "stylesheet", href: polarisStyles }];

/** The frame of every page in Admin: who is asking, who may show the page, and how it writes numbers. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await authenticateShop(request);

  const locale = localeOf(new URL(request.url).searchParams.get("locale"));
  const body = { locale, currency: shop.currency, timeZone: shop.timeZone };
  return data(body, { headers: { "Content-Security-Policy": contentSecurityPolicy(shop.domain) } });
}

export default function App() {
  const { locale: named, currency, timeZone } = useLoaderData<typeof loader>();
  const [locale] = useState(named); // Admin names it to the first document alone
  const [params] = useSearchParams();
  const query = keptParams(params);
  const kept = query === "" ? "" : `?${query}`;
  const formats = useMemo(() => formatsOf({ locale, currency, timeZone }), [locale, currency, timeZone]);
  return (
    <Frame>
      <NavMenu>
        {places.map(({ to, name }) => (
          <Link key={to} to={to + kept} {...(to === HOME ? { rel: "home" } : {})}>
            {name}
          </Link>
        ))}
      </NavMenu>
      <main>
        <FormatsProvider value={formats}>
          <Outlet />
        </FormatsProvider>
      </main>
    </Frame>
  );
}

/** App Bridge's script stands in the document's head already (root.tsx). */
function Frame({ children }: { children: ReactNode }) {
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      {children}
    </AppProvider>
  );
}

/** The library's own pages arrive as thrown 200 responses with a script to run; everything else is shown as a page that says what to do. */
export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: written by Shopify's library, with nothing of the request unescaped
  if (isRouteErrorResponse(error) && status === 200) return <div dangerouslySetInnerHTML={{ __html: String(error.data) }} />;
  return (
    <Frame>
      <main>
        <ErrorPage status={status} said={status === 502 && isRouteErrorResponse(error) ? wordsOf(error.data) : undefined} />
      </main>
    </Frame>
  );
}

/** The words that authenticateShop sends along with a 502. No zod here: this part goes to the browser. */
function wordsOf(body: unknown): { what: string; remedy: string } | undefined {
  if (typeof body !== "object" || body === null || !("what" in body) || !("remedy" in body)) return undefined;
  return { what: String(body.what), remedy: String(body.remedy) };
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
