import { isOrderName } from "../lib/order-query.ts";
import { type NotTold, searchCustomers } from "./customer-search.ts";

/**
 * Whose orders a search for orders means besides those that are called so; `notTold` where Shopify did not say, `isMore` where only of the
 * first 250.
 */
export type SearchedCustomers = { readonly ids: readonly string[]; readonly isMore: boolean; readonly notTold: NotTold | null };

const nobody: SearchedCustomers = { ids: [], isMore: false, notTold: null };

/** The customers that the words of a search fit; nobody, without asking Shopify, where the words can only be an order's name. */
export async function customersOfSearch(shop: { readonly domain: string }, words: string | null): Promise<SearchedCustomers> {
  if (words === null || isOrderName(words)) return nobody;
  const found = await searchCustomers(shop, words);
  return found.kind === "found" ? { ...nobody, ids: found.ids, isMore: found.isMore } : { ...nobody, notTold: found.why };
}
