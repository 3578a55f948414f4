import type { Wire } from "../../world/wire.ts";

const SORT_FIELDS: Readonly<Record<string, string>> = {
  CREATED_AT: "createdAt",
  UPDATED_AT: "updatedAt",
  PROCESSED_AT: "processedAt",
  COMPLETED_AT: "completedAt",
  TITLE: "title",
  FULL_TITLE: "title",
  NAME: "displayName",
  VENDOR: "vendor",
  PRODUCT_TYPE: "productType",
  SKU: "sku",
  POSITION: "position",
  INVENTORY_QUANTITY: "inventoryQuantity",
  TOTAL_PRICE: "originalTotalPriceSet",
  CURRENT_TOTAL_PRICE: "currentTotalPriceSet",
};

/** What a sort key compares of a node; its id where the key is ID or one that the stand-in does not sort by. */
export function sortValue(node: Wire, sortKey: string): string | number {
  const field = SORT_FIELDS[sortKey];
  const value = field === undefined ? undefined : node[field];
  if (typeof value === "number" || typeof value === "string") return value;
  const amount = money(value);
  return amount ?? idNumber(String(node.id));
}

/** Nodes in the order of a sort key, equal ones by id. The list that comes in is left as it is. */
export function sortNodes(nodes: readonly Wire[], sortKey: string): readonly Wire[] {
  const keyed = nodes.map((node) => ({ node, value: sortValue(node, sortKey), id: String(node.id) }));
  keyed.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : compareIds(a.id, b.id)));
  return keyed.map((each) => each.node);
}

/** Compares gids by their number, whatever its length. */
export function compareIds(a: string, b: string): number {
  const [x, y] = [idNumber(a), idNumber(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function idNumber(gid: string): string {
  return (/\/(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid).padStart(20, "0");
}

function money(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null || !("shopMoney" in value)) return undefined;
  const shopMoney = value.shopMoney;
  return typeof shopMoney === "object" && shopMoney !== null && "amount" in shopMoney ? Number(shopMoney.amount) : undefined;
}
