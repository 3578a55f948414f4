import type { HostedShop } from "../hosted-shop.ts";
import type { Platform } from "../platform.ts";
import { type Html, html } from "./html.ts";
import { icons } from "./icons.ts";

type Section = { readonly path: string; readonly title: string; readonly icon: Html };

/** The parts of Admin beside the app; the stand-in shows a quiet page for each. */
export const SECTIONS: readonly Section[] = [
  { path: "", title: "Home", icon: icons.home },
  { path: "orders", title: "Orders", icon: icons.orders },
  { path: "products", title: "Products", icon: icons.products },
  { path: "customers", title: "Customers", icon: icons.customers },
  { path: "analytics", title: "Analytics", icon: icons.analytics },
];

/** A whole document around a body. */
export function documentOf(title: string, body: Html): string {
  return `<!doctype html>${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%23303030'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/assets/admin.css">
</head>
${body}
</html>`.text
  }`;
}

/** Admin around its content: top bar, navigation with the shop's sections and the app, and what is shown. `at` is the section's path. */
export function adminDocument(platform: Platform, hosted: HostedShop, title: string, at: string, content: Html): string {
  const { name } = hosted.shop.profile;
  const base = `/store/${hosted.handle}`;
  return documentOf(
    `${title} · ${name} · Admin`,
    html`<body data-store="${base}" data-app="${base}/apps/${platform.app.handle}" data-app-name="${platform.app.name}" data-app-url="${platform.app.url}" data-shop="${hosted.domain}" data-shop-name="${name}">
<a class="skip" href="#content">Skip to content</a>
<div class="loading-bar" id="loading" hidden></div>
<header class="top-bar">
  <button class="icon-button menu-button" id="menu" aria-label="Menu" aria-expanded="false" aria-controls="nav">${icons.menu}</button>
  <a class="brand" href="/" title="All shops">${icons.bag}<span>admin</span></a>
  <div class="search" aria-hidden="true">Search</div>
  <a class="account" href="/" title="${name}: change the shop"><span class="account-name">${name}</span><span class="avatar" aria-hidden="true">${initials(name)}</span></a>
</header>
<div class="backdrop" id="backdrop" hidden></div>
<nav class="nav" id="nav" aria-label="Admin">
  <p class="nav-shop"><span class="avatar" aria-hidden="true">${initials(name)}</span>${name}</p>
  <ul>${SECTIONS.map(
    (section) =>
      html`<li><a class="nav-item" href="${base}${section.path && `/${section.path}`}" ${at === section.path && html`aria-current="page"`}>${section.icon}<span>${section.title}</span></a></li>`,
  )}</ul>
  <p class="nav-heading">Apps</p>
  <ul>
    <li><a class="nav-item" id="app-home" href="${base}/apps/${platform.app.handle}" ${at === "apps" && html`aria-current="page"`}>${icons.app}<span>${platform.app.name}</span></a>
    <ul class="app-nav" id="app-nav"></ul></li>
  </ul>
  <ul class="nav-end"><li><a class="nav-item" href="/life?shop=${hosted.domain}">${icons.bag}<span>Stand-in's life</span></a></li><li><a class="nav-item" href="/faults?shop=${hosted.domain}">${icons.settings}<span>Stand-in's faults</span></a></li></ul>
</nav>
<main class="content" id="content">${content}</main>
<div class="toasts" id="toasts" role="status" aria-live="polite"></div>
<script src="/assets/admin.js"></script>
</body>`,
  );
}

/** The app in its frame, under the bar that carries its title and actions. */
export function appContent(platform: Platform, src: string): Html {
  return html`<section class="app">
  <div class="app-bar"><span class="app-icon">${icons.app}</span><h1 id="app-title">${platform.app.name}</h1><div class="app-actions" id="app-actions"></div></div>
  <div class="save-bar" id="save-bar" hidden><span>Unsaved changes</span><div class="app-actions"><button class="button" data-save="discard">Discard</button><button class="button primary" data-save="save">Save</button></div></div>
  <iframe id="app" title="${platform.app.name}" src="${src}" allow="clipboard-read; clipboard-write"></iframe>
</section>`;
}

/** A part of Admin that the stand-in does not have, and what it knows of the object that was asked for. */
export function placeholderContent(title: string, detail: string | null): Html {
  return html`<section class="placeholder"><h1>${title}</h1><div class="card"><p>${detail ?? "Here Shopify Admin would show its own page."}</p><p class="subdued">This is a local stand-in for Shopify Admin. Only apps are shown in full.</p></div></section>`;
}

function initials(name: string): string {
  const [first = "", second = ""] = name.split(/\s+/);
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}
