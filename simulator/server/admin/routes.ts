import { readFileSync } from "node:fs";
import { issueSessionToken } from "../auth/session-token.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { BadRequest, type Exchange, type Route, redirect, sendHtml } from "../http.ts";
import { uninstallApp } from "../life/installation.ts";
import type { Platform } from "../platform.ts";
import { frameUrl } from "./frame-url.ts";
import { lifeBody } from "./life-page.ts";
import { adminDocument, appContent, documentOf, placeholderContent, SECTIONS } from "./page.ts";
import { faultsBody, shopListBody } from "./shop-list.ts";

const ASSETS: Readonly<Record<string, string>> = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8" };

/** Shopify Admin as a person sees it: the list of shops, a shop's pages, the app in its frame. */
export const adminRoutes: readonly Route[] = [
  { method: "GET", path: /^\/$/, handle: ({ platform, response }) => sendHtml(response, documentOf("Shops", shopListBody(platform))) },
  { method: "GET", path: /^\/faults$/, handle: showFaults },
  { method: "GET", path: /^\/life$/, handle: showLife },
  { method: "GET", path: /^\/(app-bridge\.js)$/, handle: ({ response }, [file = ""]) => sendAsset(response, file) },
  { method: "GET", path: /^\/assets\/(admin\.css|admin\.js|life\.js)$/, handle: ({ response }, [file = ""]) => sendAsset(response, file) },
  { method: "GET", path: /^\/favicon\.ico$/, handle: ({ response }) => void response.writeHead(204).end() },
  { method: "GET", path: /^\/session-token\/([^/]+)$/, handle: giveSessionToken },
  { method: "POST", path: /^\/store\/([^/]+)\/(install|uninstall)$/, handle: changeInstallation },
  { method: "GET", path: /^\/store\/([^/]+)\/apps\/([^/]+)(\/.*)?$/, handle: showApp },
  { method: "GET", path: /^\/store\/([^/]+)(?:\/(.*))?$/, handle: showPlaceholder },
];

function shopNamed(platform: Platform, name: string): HostedShop {
  const hosted = platform.find(name);
  if (!hosted) throw new BadRequest(`There is no shop ${name}`, 404);
  return hosted;
}

/** The app in Admin. A first visit installs it, as a managed installation does once the merchant agrees. */
function showApp({ platform, response, url }: Exchange, [name = "", app = "", path = ""]: readonly string[]): void {
  const hosted = shopNamed(platform, name);
  if (app !== platform.app.handle) throw new BadRequest(`There is no app ${app}`, 404);
  if (!hosted.installed) hosted.install();
  sendHtml(
    response,
    adminDocument(platform, hosted, platform.app.name, "apps", appContent(platform, frameUrl(platform, hosted, path, url.searchParams))),
  );
}

function showPlaceholder({ platform, response }: Exchange, [name = "", path = ""]: readonly string[]): void {
  const hosted = shopNamed(platform, name);
  const [first = "", id = ""] = path.split("/");
  const section = SECTIONS.find((each) => each.path === first);
  const title = section?.title ?? first.charAt(0).toUpperCase() + first.slice(1).replaceAll("_", " ");
  sendHtml(response, adminDocument(platform, hosted, title, first, placeholderContent(title, describe(hosted, first, id))));
}

const TYPES: Readonly<Record<string, string>> = { orders: "Order", products: "Product", customers: "Customer" };

function describe(hosted: HostedShop, section: string, id: string): string | null {
  const type = TYPES[section];
  if (!type || !/^\d+$/.test(id)) return null;
  const found = hosted.shop.root().byId(`gid://shopify/${type}/${id}`);
  return found ? `${type} ${String(found.name ?? found.title ?? found.displayName)}` : `${type} ${id} was not found.`;
}

function giveSessionToken({ platform, response }: Exchange, [name = ""]: readonly string[]): void {
  const hosted = shopNamed(platform, name);
  if (!hosted.installed) throw new BadRequest("The app is not installed", 403);
  response.writeHead(200, { "Content-Type": "text/plain", "Cache-Control": "no-store" }).end(issueSessionToken(platform, hosted));
}

function changeInstallation({ platform, response }: Exchange, [name = "", change = ""]: readonly string[]): void {
  const hosted = shopNamed(platform, name);
  if (change === "install") hosted.install();
  else uninstallApp(platform, hosted);
  redirect(response, "/");
}

function showFaults({ platform, response, url }: Exchange): void {
  const hosted = shopNamed(platform, url.searchParams.get("shop") ?? [...platform.shops.keys()][0] ?? "");
  sendHtml(response, documentOf("Faults", faultsBody(platform, hosted)));
}

function showLife({ platform, response, url }: Exchange): void {
  const hosted = shopNamed(platform, url.searchParams.get("shop") ?? [...platform.shops.keys()][0] ?? "");
  sendHtml(response, documentOf(`Life of ${hosted.shop.profile.name}`, lifeBody(platform, hosted)));
}

function sendAsset(response: Exchange["response"], file: string): void {
  const type = ASSETS[file.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*" });
  response.end(readFileSync(new URL(`./assets/${file}`, import.meta.url)));
}
