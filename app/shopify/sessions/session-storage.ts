import type { PrismaSessionStorageInterface } from "@shopify/shopify-app-session-storage-prisma";

/** What Shopify's library asks of a place for sessions. */
export type SessionStorage = Omit<PrismaSessionStorageInterface, "isReady">;
