import { ImpossibleEvent } from "../../world/order-record.ts";
import { shopRoute } from "../control/shop-route.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { BadRequest, type Exchange, type Route, readJson, sendJson } from "../http.ts";
import type { Platform } from "../platform.ts";
import { busyDaySettings } from "./busy-day.ts";
import { redactShop, uninstallApp } from "./installation.ts";
import { NothingFit } from "./picker.ts";
import { tellOfPerson } from "./privacy.ts";
import { type Wishes, wishes } from "./stage.ts";
import { type ActionGroup, isTradeAction, tradeActions } from "./trade-actions.ts";

type Deed = { readonly said: string; readonly events: number };

/** What else can happen to a shop, besides its trade. */
const otherActions: Readonly<Record<string, { title: string; run(platform: Platform, hosted: HostedShop, wishes: Wishes): string }>> = {
  uninstall: {
    title: "Uninstall the app",
    run: (platform, hosted) => {
      uninstallApp(platform, hosted);
      return "The app was uninstalled: its tokens are dead.";
    },
  },
  reinstall: {
    title: "Install the app",
    run: (_platform, hosted) => {
      hosted.install();
      return "The app is installed.";
    },
  },
  "request-data": {
    title: "Ask for a customer's data",
    run: ({ webhooks, lives }, hosted, { customer }) => {
      const id = lives.of(hosted).customer(customer);
      tellOfPerson(webhooks, hosted, "customers/data_request", id);
      return `Customer ${id} asks what is stored of them.`;
    },
  },
  "redact-customer": {
    title: "Redact a customer",
    run: ({ webhooks, lives }, hosted, { customer }) => {
      const id = lives.of(hosted).customer(customer);
      tellOfPerson(webhooks, hosted, "customers/redact", id);
      return `Customer ${id} is to be forgotten.`;
    },
  },
  "redact-shop": {
    title: "Redact the shop",
    run: ({ webhooks }, hosted) => {
      redactShop(webhooks, hosted);
      return "The shop is to be erased.";
    },
  },
};

/** All actions, trade first, by their groups: what the page has buttons for. */
export const allActions: readonly { readonly name: string; readonly title: string; readonly group: ActionGroup }[] = [
  ...Object.entries(tradeActions).map(([name, { title, group }]) => ({ name, title, group })),
  ...Object.entries(otherActions).map(([name, { title }]) => ({ name, title, group: "Shop" as const })),
];

/** Making things happen: one at a time, or many a second. */
export const lifeRoutes: readonly Route[] = [
  shopRoute("GET", "/life", ({ platform, response }, hosted) =>
    sendJson(response, 200, {
      actions: allActions,
      busyDay: platform.lives.of(hosted).busyDay.status,
    }),
  ),
  shopRoute("POST", "/life/([a-z-]+)", act),
  shopRoute("GET", "/busy-day", sendBusyDay),
  shopRoute("POST", "/busy-day", async (exchange, hosted) => {
    exchange.platform.lives.of(hosted).busyDay.start(busyDaySettings.parse(await readJson(exchange.request)));
    sendBusyDay(exchange, hosted);
  }),
  shopRoute("DELETE", "/busy-day", (exchange, hosted) => {
    exchange.platform.lives.of(hosted).busyDay.stop();
    sendBusyDay(exchange, hosted);
  }),
];

function sendBusyDay({ platform, response }: Exchange, hosted: HostedShop): void {
  sendJson(response, 200, platform.lives.of(hosted).busyDay.status);
}

async function act({ platform, request, response }: Exchange, hosted: HostedShop, [name = ""]: readonly string[]): Promise<void> {
  const wished = wishes.parse(await readJson(request));
  try {
    sendJson(response, 200, deed(platform, hosted, name, wished));
  } catch (error) {
    if (error instanceof NothingFit || error instanceof ImpossibleEvent) throw new BadRequest(error.message, 422);
    throw error;
  }
}

function deed(platform: Platform, hosted: HostedShop, name: string, wished: Wishes): Deed & { readonly happened: readonly unknown[] } {
  if (isTradeAction(name)) {
    const { said, events } = platform.lives.of(hosted).act(name, wished);
    return { said, events: events.length, happened: events };
  }
  const other = Object.hasOwn(otherActions, name) ? otherActions[name] : undefined;
  if (!other) throw new BadRequest(`There is no action ${name}; there are ${allActions.map((each) => each.name).join(", ")}`, 404);
  return { said: other.run(platform, hosted, wished), events: 0, happened: [] };
}
