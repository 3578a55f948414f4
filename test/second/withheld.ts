import { parse } from "csv-parse/sync";
import { z } from "zod";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import type { World } from "../factories/installed-shops.ts";
import type { Days } from "./plain.ts";

const lines = z.array(z.record(z.string(), z.string()));

/**
 * Whether the pages and files that tell what needs the whole history of orders tell it, by name: who is new, cohorts, segments, values to date.
 * Days with orders of customers are to be given.
 */
export async function toldOfHistory({ simulator, at }: World, domain: string, { from, to }: Days): Promise<Record<string, boolean>> {
  const token = issueSessionToken(simulator.platform, at(domain));
  const headers = { Authorization: `Bearer ${token}`, "User-Agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  const asked = (path: string) => {
    const request = new Request(`${process.env.SHOPIFY_APP_URL}${path}`, { headers });
    return { request, params: {}, context: {} };
  };
  const days = `from=${from}&to=${to}`;
  const { segments, retention, values, customers, orders, files } = await pages();
  const { rfm, agreement } = await segments.loader(asked("/app/segments"));
  const file = async (name: "customers" | "orders", query = days) => {
    const answer = await files[name].loader(asked(`/app/${name}/export?${query}`));
    return answer.ok ? lines.parse(parse(await answer.text(), { columns: true, bom: true })) : [];
  };
  const [firstCustomer = {}] = await file("customers");
  return {
    segments: rfm !== null,
    "agreement with Shopify": (await agreement) !== null,
    retention: (await retention.loader(asked(`/app/retention?${days}`))).numbers !== null,
    "what cohorts are narrowed to": (await values.loader(asked("/app/retention/values?dimension=channel"))).values.length > 0,
    "customers to date": (await customers.loader(asked("/app/customers?by=all"))).list?.kind === "all",
    "a segment's customers": (await customers.loader(asked("/app/customers?segment=loyal"))).list !== null,
    "first orders": (await orders.loader(asked(`/app/orders?${days}&kind=first`))).list !== null,
    "the file of cohorts": (await files.retention.loader(asked("/app/retention/export"))).ok,
    "lifetime values in the file of customers": Object.keys(firstCustomer).some((head) => head.startsWith("Lifetime value")),
    "first orders in the file of orders": (await file("orders", `${days}&kind=first`)).length > 0,
    "places in the file of orders": (await file("orders")).some((line) => line["Customer's order no."] !== ""),
  };
}

/** To be called once the app knows its environment. */
async function pages() {
  return {
    segments: await import("../../app/routes/app.segments.tsx"),
    retention: await import("../../app/routes/app.retention._index.tsx"),
    values: await import("../../app/routes/app.retention.values.tsx"),
    customers: await import("../../app/routes/app.customers._index.tsx"),
    orders: await import("../../app/routes/app.orders._index.tsx"),
    files: {
      retention: await import("../../app/routes/app.retention.export.tsx"),
      customers: await import("../../app/routes/app.customers.export.tsx"),
      orders: await import("../../app/routes/app.orders.export.tsx"),
    },
  };
}
