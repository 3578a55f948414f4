import type { Kept } from "./kept.ts";

export type Addresses = { readonly app: string; readonly simulator: string };

/** The environment in which web and worker run against the simulator; the worker needs the owner's address besides. */
export function environment(kept: Kept, { app, simulator }: Addresses, database: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: new URL(app).port,
    LOG_LEVEL: "info",
    SCOPES: "",
    SHOPIFY_API_KEY: kept.apiKey,
    SHOPIFY_API_SECRET: kept.apiSecret,
    SHOPIFY_APP_URL: app,
    SHOPIFY_ADMIN_ENDPOINT: simulator,
    APP_BRIDGE_URL: `${simulator}/app-bridge.js`,
    DATABASE_URL: database,
    DATABASE_OWNER_URL: "", // the web process has no business with it
    TOKEN_ENCRYPTION_KEYS: kept.tokenKeys,
  };
}
