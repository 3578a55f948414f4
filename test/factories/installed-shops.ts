import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import type { HostedShop } from "../../simulator/server/hosted-shop.ts";
import { type Simulator, startSimulator } from "../../simulator/server/start.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";

export type World = {
  readonly simulator: Simulator;
  /** The shop at the stand-in: its trade, faults, counters and bulk operations. */
  at(domain: string): HostedShop;
  /** Installs the app in a shop and opens it once, as a merchant would: afterwards the app has the shop's row and its tokens. */
  install(domain: string): Promise<Shop>;
};

/**
 * Shops at a stand-in for Shopify, to which the app of this test speaks. To be called before anything of app/ is imported: the app reads
 * its environment once.
 */
export async function startWorld(shops: readonly SimulatedShop[]): Promise<World> {
  const { SHOPIFY_API_KEY: apiKey = "", SHOPIFY_API_SECRET: apiSecret = "", SHOPIFY_APP_URL: appUrl = "" } = process.env;
  const simulator = await startSimulator({ port: 0, shops, appUrl, apiKey, apiSecret });
  process.env.SHOPIFY_ADMIN_ENDPOINT = simulator.url;
  process.env.APP_BRIDGE_URL = `${simulator.url}/app-bridge.js`;
  const at = (domain: string) => {
    const hosted = simulator.platform.find(domain);
    if (!hosted) throw new Error(`the stand-in has no shop ${domain}`);
    return hosted;
  };
  return {
    simulator,
    at,
    async install(domain) {
      const hosted = at(domain);
      hosted.install();
      const { authenticateShop } = await import("../../app/shopify/authenticate-shop.ts");
      const search = new URLSearchParams({
        embedded: "1",
        shop: domain,
        host: Buffer.from(`admin.shopify.com/store/${hosted.handle}`).toString("base64url"),
        id_token: issueSessionToken(simulator.platform, hosted),
      });
      return authenticateShop(new Request(`${appUrl}/app?${search}`, { headers: { "user-agent": "Mozilla/5.0 (X11) Chrome/156 Safari" } }));
    },
  };
}
