import { faultSettings } from "../faults/faults.ts";
import type { HostedShop } from "../hosted-shop.ts";
import type { Platform } from "../platform.ts";
import { type Html, html } from "./html.ts";
import { icons } from "./icons.ts";

/** All shops of the stand-in, to choose one of. */
export function shopListBody(platform: Platform): Html {
  return frame(html`<h1>Shops</h1>
<p class="subdued">A local stand-in for Shopify. Choose a shop to open its Admin.</p>
${[...platform.shops.values()].map((hosted) => shopCard(platform, hosted))}`);
}

function shopCard(platform: Platform, hosted: HostedShop): Html {
  const { name, currency, timeZone } = hosted.shop.profile;
  const store = `/store/${hosted.handle}`;
  return html`<article class="card shop">
  <div><h2>${name}</h2><p class="subdued">${hosted.domain} · ${currency} · ${timeZone}</p></div>
  <span class="badge ${hosted.installed && "success"}">${hosted.installed ? `${platform.app.name} is installed` : `${platform.app.name} is not installed`}</span>
  <div class="actions">
    <a class="button primary" href="${store}/apps/${platform.app.handle}">${hosted.installed ? "Open the app" : "Install the app"}</a>
    <a class="button" href="${store}">Admin</a>
    <a class="button" href="/life?shop=${hosted.domain}">Life</a>
    <a class="button" href="/faults?shop=${hosted.domain}">Faults</a>
    ${hosted.installed && html`<form method="post" action="${store}/uninstall"><button class="button critical">Uninstall</button></form>`}
  </div>
</article>`;
}

/** Every fault of a shop, to be switched on and off by hand. */
export function faultsBody(platform: Platform, hosted: HostedShop): Html {
  const { settings } = hosted.faults;
  const fields = Object.entries(faultSettings.shape).map(([name, schema]) =>
    field(name, schema.description ?? "", Reflect.get(settings, name)),
  );
  return frame(html`<h1>Faults of ${hosted.shop.profile.name}</h1>
<p class="subdued">How unkind the stand-in is to ${platform.app.name}. Counts go down as they strike.</p>
<form class="card faults" id="faults" data-shop="${hosted.domain}">
${fields}
<div class="actions"><button class="button primary">Save</button><button class="button" type="button" id="reset">All off</button><span id="saved" role="status"></span></div>
</form>
<script src="/assets/admin.js"></script>`);
}

function field(name: string, description: string, value: unknown): Html {
  const input =
    typeof value === "boolean"
      ? html`<input type="checkbox" name="${name}" ${value && html`checked`}>`
      : html`<input type="text" inputmode="numeric" name="${name}" value="${Array.isArray(value) ? value.join(" ") : value}" data-kind="${Array.isArray(value) ? "list" : "number"}">`;
  return html`<label><span><b>${name}</b><br><span class="subdued">${description}</span></span>${input}</label>`;
}

/** A page of the stand-in's own, outside any shop's Admin. */
export function frame(content: Html): Html {
  return html`<body><header class="top-bar"><a class="brand" href="/">${icons.bag}<span>admin</span></a></header><main class="page">${content}</main></body>`;
}
