import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import { Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { type Outcome, type Settings, SettingsForm } from "../components/settings/settings-form.tsx";
import { LONGEST_MINUTES, shopSettings } from "../db/shop-settings.ts";
import { changeSettings } from "../jobs/change-settings.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const WHAT_IS_RIGHT: Record<keyof Settings, string> = {
  weekStart: "Weeks begin on Monday or on Sunday.",
  abandonedAfterMinutes: `A whole number of minutes, from 1 to ${LONGEST_MINUTES} (seven days).`,
};

/** What the shop has chosen. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { settings } = await authenticateShop(request);

  return { settings };
}

/** Keeps all choices together, or none of them: then it says what is wrong with which. */
export async function action({ request }: ActionFunctionArgs) {
  const shop = await authenticateShop(request);
  const form = await request.formData();
  const minutes = String(form.get("abandonedAfterMinutes") ?? "").trim();
  const asked = { weekStart: form.get("weekStart"), abandonedAfterMinutes: /^\d{1,6}$/.test(minutes) ? Number(minutes) : null };
  const parsed = shopSettings.safeParse(asked);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    const problems = Object.fromEntries(Object.entries(WHAT_IS_RIGHT).filter(([field]) => wrong.has(field)));
    return data<Outcome>({ saved: false, problems }, { status: 422 });
  }
  await changeSettings(shop, parsed.data);

  return data<Outcome>({ saved: true });
}

export default function SettingsPage() {
  const { settings } = useLoaderData<typeof loader>();
  return (
    <Page title="Settings" narrowWidth>
      <TitleBar title="Settings" />
      <SettingsForm settings={settings} />
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
