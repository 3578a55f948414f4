import { customersOf, cutIntoStretches, type Stretch } from "../db/merged-customers.ts";
import type { Shop } from "../db/shop.ts";
import { withShop } from "../db.server.ts";
import { logger } from "../logger.server.ts";
import { countCustomers, unknownCustomers } from "../shopify/fetch/merged-customers.ts";

/** So many customers are asked for by id sooner than they are counted once more. */
const FEW = 50;
/** Into so many stretches the customers are cut: what is missing in one is not made up for by one too many in another. */
const PARTS = 8;
/** Questions in one run. One customer among 350,000 is found by about 40. */
const MOST_QUESTIONS = 400;

/**
 * The customers that are stored as living and that Shopify does not know. Shopify is asked how many it has between two ids; only where it
 * has fewer than are stored, which is seldom, the stretch is cut and counted again, until so few are left that they can be asked for by id.
 * A count proves nothing, it says where to look. Throws a ShopifyError.
 */
export async function missingCustomers(shop: Shop, signal: AbortSignal): Promise<string[]> {
  const asking = { shopDomain: shop.domain, signal };
  const missing: string[] = [];
  const stretches = await withShop(shop.id, (tx) => cutIntoStretches(tx, null, PARTS));
  let questions = 0;
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    if (questions >= MOST_QUESTIONS) {
      logger.warn({ shop: shop.domain, missing: missing.length }, "very many customers are missing at Shopify: the next run goes on");
      break;
    }
    const { fromId, toId, customers }: Stretch = stretch;
    questions += 1;
    const known = await countCustomers(asking, fromId, toId);
    if (known === null || known >= customers) continue;
    if (customers > FEW) {
      stretches.push(...(await withShop(shop.id, (tx) => cutIntoStretches(tx, { fromId, toId, customers }, PARTS))));
      continue;
    }
    questions += 1;
    missing.push(...(await unknownCustomers(asking, await withShop(shop.id, (tx) => customersOf(tx, { fromId, toId, customers })))));
  }
  return missing;
}
