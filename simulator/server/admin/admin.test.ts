import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { type Browser, chromium, type FrameLocator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { API_SECRET, givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { givenWebhookReceiver } from "../../../test/factories/webhook-receiver.ts";
import { requireChromium } from "../../../test/setup/chromium.ts";

const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: requireChromium(), args: ["--no-sandbox", "--disable-gpu", ...QUIET] });
});
afterAll(() => browser.close());

/** An app of one page, which has what an embedded app has: navigation, a title bar, a router, requests to its own server. */
const APP_PAGE = (
  bridge: string,
) => `<!doctype html><html lang="en"><head><title>app</title><script src="${bridge}" data-api-key="test-api-key"></script></head><body>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/customers">Customers</a></ui-nav-menu>
<ui-title-bar title="Overview"><button variant="primary" onclick="shopify.toast.show('Sync started')">Sync now</button></ui-title-bar>
<h2 id="path"></h2><p id="out"></p>
<button onclick="fetch('/data').then((r) => r.text()).then((t) => (document.getElementById('out').textContent = t))">Ask</button>
<button onclick="shopify.loading(true)">Work</button>
<a href="shopify://admin/orders/10001">The order</a>
<ui-save-bar id="bar"><button variant="primary" onclick="document.getElementById('out').textContent = 'saved'"></button><button></button></ui-save-bar>
<script>
  const show = () => (document.getElementById("path").textContent = location.pathname);
  document.addEventListener("shopify:navigate", (event) => { history.pushState(null, "", event.target.getAttribute("href")); show(); });
  addEventListener("popstate", show);
  show();
</script></body></html>`;

type Opened = {
  page: Page;
  app: FrameLocator;
  url: string;
  errors: string[];
  asked: { url: string; authorization: string }[];
  refuseNext: (n: number) => void;
};

async function givenAdmin(path: string): Promise<Opened> {
  const asked: Opened["asked"] = [];
  let [bridge, refusals] = ["", 0];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", authorization: request.headers.authorization ?? "" });
    if (!request.url?.startsWith("/data")) return response.writeHead(200, { "Content-Type": "text/html" }).end(APP_PAGE(bridge));
    if (refusals > 0) {
      refusals -= 1;
      return response.writeHead(401, { "X-Shopify-Retry-Invalid-Session-Request": "1" }).end();
    }
    return response.end(`asked as ${request.headers.authorization?.split(" ")[0]}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const appUrl = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
  const { url } = await givenSimulator([tradingShop({ handle: "juniper", orders: 3 })], appUrl);
  bridge = `${url}/app-bridge.js`;
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  onTestFinished(() => page.close());
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url + path);
  const app = page.frameLocator("#app");
  await app.locator("#path").waitFor();
  return { page, app, url, errors, asked, refuseNext: (n) => (refusals = n) };
}

test("the frame opens at the path and query of Admin's address, signed, and Admin's address keeps them", async () => {
  const { page, asked, errors, url } = await givenAdmin("/store/juniper/apps/tillwise/app?range=30");

  await page.getByRole("heading", { name: "Overview" }).waitFor();

  const first = new URL(asked[0]?.url ?? "", "http://app");
  expect(first.pathname).toBe("/app");
  const { hmac, ...rest } = Object.fromEntries(first.searchParams);
  expect(rest).toMatchObject({
    range: "30",
    shop: "juniper.myshopify.com",
    embedded: "1",
    locale: "en",
    id_token: expect.stringContaining("."),
  });
  expect(Buffer.from(rest.host ?? "", "base64url").toString()).toBe("admin.shopify.com/store/juniper");
  const message = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");
  expect(hmac).toBe(createHmac("sha256", API_SECRET).update(message).digest("hex"));
  expect(page.url()).toBe(`${url}/store/juniper/apps/tillwise/app?range=30`);
  expect(await page.title()).toBe("Overview · Tillwise · Shop juniper · Admin");
  expect(errors).toEqual([]);
});

test("Admin's navigation goes through the app's router, and back, forward and reload keep the place", async () => {
  const { page, app, errors, url } = await givenAdmin("/store/juniper/apps/tillwise/app");
  const base = `${url}/store/juniper/apps/tillwise/app`;

  await page.locator("#app-nav").getByRole("link", { name: "Customers" }).click();
  await app.getByText("/app/customers", { exact: true }).waitFor();
  await page.waitForURL(`${base}/customers`);
  expect(await page.locator("#app-nav [aria-current]").textContent()).toBe("Customers");
  await page.goBack();
  await page.waitForURL(base);
  await page.goForward();
  await page.waitForURL(`${base}/customers`);
  await page.reload();
  await app.getByText("/app/customers", { exact: true }).waitFor();

  expect(errors).toEqual([]);
});

test("requests of the app carry a session token, and are sent once more with a new one when the app asks for it", async () => {
  const { app, asked, refuseNext } = await givenAdmin("/store/juniper/apps/tillwise/app");
  refuseNext(1);

  await app.getByRole("button", { name: "Ask" }).click();
  await app.getByText("asked as Bearer").waitFor();

  const tokens = asked.filter(({ url }) => url === "/data").map(({ authorization }) => authorization);
  expect(tokens).toHaveLength(2);
  expect(new Set(tokens).size).toBe(2);
});

test("a bounce page's reload comes back with a session token", async () => {
  const { page, app, asked, url } = await givenAdmin("/store/juniper/apps/tillwise/app");
  const reload = encodeURIComponent("/app/back?from=bounce");

  await page.goto(`${url}/store/juniper/apps/tillwise/auth/session-token?shopify-reload=${reload}`);
  await app.getByText("/app/back", { exact: true }).waitFor();

  expect(asked.at(-1)?.url).toMatch(/^\/app\/back\?from=bounce&id_token=\w+\.\w+\./);
});

test("title bar, toast, loading bar and save bar are shown by Admin", async () => {
  const { page, app, errors } = await givenAdmin("/store/juniper/apps/tillwise/app");

  await page.getByRole("button", { name: "Sync now" }).click();
  await page.locator(".toast", { hasText: "Sync started" }).waitFor();
  await app.getByRole("button", { name: "Work" }).click();
  await page.locator("#loading").waitFor({ state: "visible" });
  await app.locator("#bar").evaluate((bar) => Reflect.get(bar, "show").call(bar));
  await page.locator("#save-bar").getByRole("button", { name: "Save" }).click();
  await app.getByText("saved", { exact: true }).waitFor();

  expect(await app.locator("ui-nav-menu").isVisible()).toBe(false);
  expect(errors).toEqual([]);
});

test("a link into Admin opens Admin's own page in the frame's place", async () => {
  const { page, app, url, errors } = await givenAdmin("/store/juniper/apps/tillwise/app");

  await app.getByRole("link", { name: "The order" }).click();

  await page.waitForURL(`${url}/store/juniper/orders/10001`);
  await page.getByText("Order #1001").waitFor();
  expect(errors).toEqual([]);
});

test("at 375 px the navigation waits behind its button, and nothing is wider than the screen", async () => {
  const { page } = await givenAdmin("/store/juniper/apps/tillwise/app");
  await page.setViewportSize({ width: 375, height: 700 });

  expect(await page.locator("#nav").isVisible()).toBe(false);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.locator("#nav").waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await page.locator("#nav").waitFor({ state: "hidden" });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
});

test("the list of shops installs by a visit and uninstalls by its button; faults are switched on by hand", async () => {
  const { page, url } = await givenAdmin("/store/juniper/apps/tillwise");
  await page.goto(url);
  await page.getByText("Tillwise is installed").waitFor();
  await page.getByRole("button", { name: "Uninstall" }).click();
  await page.getByText("Tillwise is not installed").waitFor();

  await page.getByRole("link", { name: "Faults" }).click();
  await page.getByRole("textbox", { name: "throttleNext" }).fill("2");
  await page.getByRole("checkbox", { name: "childrenFar" }).check();
  await page.getByRole("textbox", { name: "corruptLines" }).fill("3, 7");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();

  const faults = await (await fetch(`${url}/control/shops/juniper/faults`)).json();
  expect(faults).toMatchObject({ throttleNext: 2, childrenFar: true, corruptLines: [3, 7] });
});

test("an unknown shop or app is not found", async () => {
  const { url } = await givenSimulator([tradingShop({ handle: "juniper", orders: 1 })]);

  expect((await fetch(`${url}/store/nobody/apps/tillwise`)).status).toBe(404);
  expect((await fetch(`${url}/store/juniper/apps/another`)).status).toBe(404);
});

test("a shop's life is steered from its page, which shows what became of the webhooks", async () => {
  const receiver = await givenWebhookReceiver();
  const list = [{ topic: "orders/create", uri: "/webhooks", includeFields: ["id"] }];
  const shop = tradingShop({ handle: "juniper", orders: 3 });
  const { url, control } = await givenSimulator([shop], receiver.url, { apiVersion: "2026-10", list });
  const page = await browser.newPage({ viewport: { width: 375, height: 800 } });
  onTestFinished(() => page.close());
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  await page.getByRole("link", { name: "Life" }).click();
  await page.getByRole("button", { name: "Place an order" }).click();
  await page.getByText(/^Order #1004 of/).waitFor();
  await page.locator("#deliveries li", { hasText: "orders/create" }).getByText("delivered").waitFor();
  await page.locator("#deliveries summary").click();
  await page.getByText("X-Shopify-Webhook-Id").waitFor();
  await page.getByRole("button", { name: "Send once more" }).click();
  await page.getByText("200, 200 (copy)").waitFor();
  await page.getByRole("textbox", { name: "Order, such as #1042" }).fill("#1004");
  await page.getByRole("button", { name: "Delete an order" }).click();
  await page.getByText("Order #1004 was deleted.").waitFor();
  await page.getByRole("button", { name: "Edit an order" }).click();
  await page.getByText("There is no order #1004.").waitFor();
  await page.getByRole("textbox", { name: "Things a second" }).fill("50");
  await page.getByRole("textbox", { name: "Seconds", exact: true }).fill("0.4");
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByText(/^20 done/).waitFor();
  await page.getByRole("combobox").selectOption("An hour in a second");

  await expect.poll(async () => (await (await fetch(`${url}/control/clock`)).json()).waitSpeed).toBe(3600);
  expect(Number((await control("GET", "busy-day")).body.done)).toBe(20);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  expect(errors).toEqual([]);
});
