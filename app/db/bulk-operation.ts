/** What one bulk operation of a sync exports. */
export const bulkResources = ["orders_recent", "orders_older", "customers", "products", "abandoned_checkouts"] as const;
export type BulkResource = (typeof bulkResources)[number];
