import type { HostedShop } from "../hosted-shop.ts";
import { allActions } from "../life/routes.ts";
import type { Platform } from "../platform.ts";
import { type Html, html } from "./html.ts";
import { frame } from "./shop-list.ts";

const GROUPS = ["Orders", "Customers", "Products", "Carts", "Shop"] as const;
const SPEEDS: readonly (readonly [speed: number, title: string])[] = [
  [1, "As Shopify waits"],
  [60, "A minute in a second"],
  [3_600, "An hour in a second"],
  [86_400, "A day in a second"],
];

/** A shop's life, to be steered by hand: what happens, how much by itself, how fast Shopify waits, and what became of the webhooks. */
export function lifeBody({ app, webhooks }: Platform, hosted: HostedShop): Html {
  const { name } = hosted.shop.profile;
  return frame(html`<h1>Life of ${name}</h1>
<p class="subdued">What happens here happens now, and ${app.name} is told by webhooks. <a class="link" href="/faults?shop=${hosted.domain}">Faults</a> make them late, lost or doubled.</p>
<div id="life" data-shop="${hosted.domain}">
<section class="card"><h2>Let something happen</h2>
<div class="fields">
  <label>Order, such as #1042<input id="order" placeholder="any"></label>
  <label>Customer's id<input id="customer" inputmode="numeric" placeholder="any"></label>
  <label>Product's id<input id="product" inputmode="numeric" placeholder="any"></label>
</div>
<div class="groups">${GROUPS.map(groupOf)}</div>
<p class="said" id="said" role="status"></p></section>
<section class="card"><h2>A busy day</h2>
<form id="busy-day"><div class="fields">
  <label>Things a second<input name="perSecond" inputmode="decimal" value="2"></label>
  <label>Seed<input name="seed" value="1"></label>
  <label>Seconds<input name="seconds" inputmode="numeric" placeholder="until stopped"></label>
</div><div class="actions"><button class="button primary">Start</button><button class="button" type="button" id="stop">Stop</button><span id="busy" role="status"></span></div></form></section>
<section class="card"><h2>Webhooks</h2>
${webhooks.subscriptions.list.length === 0 && html`<p>None are sent: the stand-in was started without subscriptions.</p>`}
<div class="fields"><label>Retries and redactions wait<select id="speed">${SPEEDS.map(([speed, title]) => html`<option value="${speed}" ${speed === webhooks.timetable.speed && html`selected`}>${title}</option>`)}</select></label></div>
<div class="counts" id="counts"></div>
<ul class="deliveries" id="deliveries"></ul></section>
</div>
<script src="/assets/life.js"></script>`);
}

function groupOf(group: (typeof GROUPS)[number]): Html {
  const actions = allActions.filter((action) => action.group === group);
  return html`<div><h3>${group}</h3><div class="actions">${actions.map(({ name, title }) => html`<button class="button" data-action="${name}">${title}</button>`)}</div></div>`;
}
