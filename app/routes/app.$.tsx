import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

/** Every address of the app that no other route answers: a page that says so, within the app's frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateShop(request);
  throw new Response("There is no such page.", { status: 404 });
}

export default function NotFound() {
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
