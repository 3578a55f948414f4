import { z } from "zod";
import { gidOf } from "../gid.ts";
import { adminGraphql } from "../graphql.ts";
import { levelsDocument, productsDocument, variantsDocument } from "./documents.ts";
import { type Asking, nodesInBatches } from "./in-batches.ts";
import { allNodes, childOf, type Fetched, fetched, page } from "./page.ts";

const AT_A_TIME = 4;

const emptyPage = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
const productShape = z.object({ variants: page });
const variantShape = z.object({ inventoryItem: fetched.and(z.object({ inventoryLevels: page.nullable() })) });
const moreVariants = z.object({ product: z.object({ variants: page }).nullable() });
const moreLevels = z.object({ inventoryItem: z.object({ inventoryLevels: page }).nullable() });

/** Fetches products by id, each whole: the product, its variants, and what lies of them where. Null for one that Shopify does not show. */
export async function fetchProducts(asking: Asking, ids: readonly string[]): Promise<Map<string, Fetched[] | null>> {
  const nodes = await nodesInBatches(
    asking,
    productsDocument,
    ids.map((id) => gidOf("Product", id)),
    AT_A_TIME,
  );
  const products = new Map<string, Fetched[] | null>();
  for (const [index, id] of ids.entries()) {
    const product = nodes[index] ?? null;
    products.set(id, product === null ? null : await whole(asking, product));
  }
  return products;
}

async function whole({ shopDomain, signal }: Asking, product: Fetched): Promise<Fetched[]> {
  const ask = (document: string, id: string, after: string) => adminGraphql(shopDomain, document, { id, after }, { signal });
  const variants = await allNodes(
    productShape.parse(product).variants,
    async (after) => moreVariants.parse(await ask(variantsDocument, product.id, after)).product?.variants ?? emptyPage,
  );
  const levels: Fetched[] = [];
  for (const variant of variants) {
    const { inventoryItem } = variantShape.parse(variant);
    const all = await allNodes(
      inventoryItem.inventoryLevels ?? emptyPage,
      async (after) => moreLevels.parse(await ask(levelsDocument, inventoryItem.id, after)).inventoryItem?.inventoryLevels ?? emptyPage,
    );
    levels.push(...all.map((level) => childOf(variant, level)));
  }
  return [product, ...variants.map((variant) => childOf(product, variant)), ...levels];
}
