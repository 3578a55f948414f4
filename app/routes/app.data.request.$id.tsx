import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { takeReport } from "../db/data-request.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";
import { openReport } from "../shopify.server.ts";

/** What is stored of a person who asked for it, as a file; of the shop's own requests only. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const id = params.id ?? "";
  const report = /^[1-9]\d{0,17}$/.test(id) ? await takeReport(shop, id) : null;
  if (report === null) return new Response("There is no such request.", { status: 404 });

  return new Response(openReport(report.sealed, report.webhookId), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="data-request-${id}.json"`,
      "Cache-Control": "no-store",
    },
  });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
