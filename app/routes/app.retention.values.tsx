import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { reachOf } from "../components/reach.ts";
import type { Found } from "../components/retention/cohort-filter.tsx";
import { cohortValues } from "../insights/retention/cohort-values.ts";
import { unreadable } from "../lib/address.ts";
import { cohortFilters } from "../lib/retention-query.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const SHOWN = 50;
const MOST_CHARACTERS = 255;

/** To what cohorts can be narrowed: the values of `dimension=` whose names hold `search=`, those with most customers first. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Found> {
  const shop = await authenticateShop(request);
  const { searchParams } = new URL(request.url);
  const dimension = cohortFilters.find((each) => each === searchParams.get("dimension"));
  if (dimension === undefined || unreadable(searchParams) !== null || reachOf(shop).kind !== "whole")
    return { dimension: "all", values: [] };
  const search = (searchParams.get("search") ?? "").trim().slice(0, MOST_CHARACTERS);

  return { dimension, values: await cohortValues(shop, { dimension, search, limit: SHOWN }) };
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
