import type { HostedShop } from "../hosted-shop.ts";
import { scopesBody, shopBody, shopRedactBody } from "../webhooks/bodies/shop.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";

/** How long after an uninstallation the app is told to erase the shop. */
const REDACT_AFTER_MS = 48 * 60 * 60 * 1000;

/** What installing and uninstalling need of the platform. */
export type Installations = { readonly clock: { now(): number }; readonly webhooks: Webhooks };

/**
 * The merchant uninstalls the app: its tokens are dead before it is told, and two days later it is told to erase the shop, unless it is
 * back.
 */
export function uninstallApp({ clock, webhooks }: Installations, hosted: HostedShop): void {
  if (!hosted.installed) return;
  const scene = { shop: hosted.shop, personal: hosted.protectedDataApproved };
  hosted.uninstall();
  const uninstallation = hosted.installations;
  webhooks.tell(hosted, "app/uninstalled", () => shopBody(scene, clock.now()));
  webhooks.timetable.at(webhooks.timetable.now() + REDACT_AFTER_MS, () => {
    if (hosted.installations === uninstallation) redactShop(webhooks, hosted);
  });
}

/** Tells the app to erase the shop, whether or not it is installed: a late one must not touch a newer installation. */
export function redactShop(webhooks: Webhooks, hosted: HostedShop): void {
  webhooks.tell(hosted, "shop/redact", () => shopRedactBody({ shop: hosted.shop, personal: true }));
}

/** The shop grants other scopes than before; the app is told. */
export function changeScopes({ clock, webhooks }: Installations, hosted: HostedShop, scopes: readonly string[]): void {
  const previous = hosted.shop.scopes;
  hosted.shop.scopes = scopes;
  const isSame = previous.length === scopes.length && previous.every((scope) => scopes.includes(scope));
  if (!isSame) webhooks.tell(hosted, "app/scopes_update", () => scopesBody({ shop: hosted.shop, personal: true }, previous, clock.now()));
}
