import { type HeadersFunction, redirect } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";

/** Where the library sends requests that name no shop. A shop is never asked for by hand: the front page says where to open the app. */
export function loader() {
  return redirect("/");
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
