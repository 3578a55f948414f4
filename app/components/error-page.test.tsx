import { AppProvider } from "@shopify/polaris";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ErrorView } from "./error-page.tsx";

test("an address that is no page's leads to the overview, and speaks of nothing that is not there", () => {
  const page = pageOf(404);

  expect(page).toContain("There is no such page");
  expect(page).toMatch(/<a [^>]*href="\/app"[^>]*>.*Show the overview/);
  expect(page).not.toContain("on the left");
});

test("what may be better in a moment is tried again", () => {
  const page = pageOf(503);

  expect(page).toContain("Try again</span>");
  expect(page).not.toContain("<a ");
});

function pageOf(status: number): string {
  return renderToStaticMarkup(
    <AppProvider i18n={{}}>
      <ErrorView status={status} again={{ onClick: () => undefined, loading: false }} />
    </AppProvider>,
  );
}
