const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/**
 * Who may show a page of the app in a frame: the Admin of this shop, and the stand-in's where there is one. Without a shop, nobody.
 */
export function frameAncestors(shopDomain: string | null, standIn?: string): string {
  if (shopDomain === null || !SHOP_DOMAIN.test(shopDomain)) return "frame-ancestors 'none';";
  const hosts = [`https://${shopDomain}`, "https://admin.shopify.com", ...(standIn ? [new URL(standIn).origin] : [])];
  return `frame-ancestors ${hosts.join(" ")};`;
}
