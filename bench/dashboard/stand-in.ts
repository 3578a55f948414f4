import { createServer } from "node:http";
import { z } from "zod";
import { CURRENCY, TIME_ZONE } from "./fill.ts";

const asked = z.object({
  query: z.string().default(""),
  variables: z.object({ ids: z.array(z.string()).default([]) }).default({ ids: [] }),
});

/** In Shopify's place, for what a page asks it while it loads: a token, what the shop is, and the names of customers. */
export async function startStandIn(): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = request.url?.endsWith("/access_token") ? token : { data: answer(text) };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const token = {
  access_token: "shpat_bench",
  scope: "read_orders,read_all_orders,read_customers,read_products,read_inventory",
  expires_in: 86_400,
  refresh_token: "shprt_bench",
  refresh_token_expires_in: 7_776_000,
};

const shop = {
  shop: {
    id: "gid://shopify/Shop/1",
    name: "Bench",
    myshopifyDomain: "bench.myshopify.com",
    currencyCode: CURRENCY,
    ianaTimezone: TIME_ZONE,
    plan: { publicDisplayName: "Plus" },
  },
  currentAppInstallation: { accessScopes: token.scope.split(",").map((handle) => ({ handle })) },
};

function answer(text: string): object {
  const { query, variables } = asked.parse(JSON.parse(text));
  if (query.includes("ShopProfile")) return shop;
  return { nodes: variables.ids.map((id) => ({ id, displayName: `Name of ${id.split("/").at(-1)}` })) };
}
