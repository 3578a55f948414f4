import { z } from "zod";
import { ShopifyError } from "../errors.ts";
import { adminGraphql } from "../graphql.ts";

/** A row of a report: cells as text, by the column's name. */
export type ReportRow = Readonly<Record<string, string>>;

/** Shopify could not read the query, or its answer cannot be read: `said` is in its words. */
export class ReportRefused extends ShopifyError {
  override readonly name = "ReportRefused";
  readonly retry = false;
  readonly remedy = "Compare with an export of Shopify's report instead, and report the message to Tillwise's support.";
  readonly said: readonly string[];

  constructor(said: readonly string[]) {
    super(`Shopify could not answer for its report: ${said.join("; ")}`);
    this.said = said;
  }
}

const document = `#graphql
  query SalesReport($query: String!) {
    shopifyqlQuery(query: $query) { parseErrors tableData { columns { name } rows } }
  }`;

const cell = z.union([z.string(), z.number(), z.null()]).transform((value) => (value === null ? "" : String(value)));

const answer = z.object({
  shopifyqlQuery: z
    .object({
      parseErrors: z.array(z.string()),
      tableData: z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.record(z.string(), cell)) }).nullable(),
    })
    .nullable(),
});

/**
 * The rows that Shopify's report answers to a ShopifyQL query. Mistakes in a query come with HTTP 200 and are thrown here as
 * ReportRefused; else throws a ShopifyError, QueryRefused with ACCESS_DENIED where the scope `read_reports` or the level of customer
 * data is missing.
 */
export async function askShopifyql(shopDomain: string, query: string, signal?: AbortSignal): Promise<ReportRow[]> {
  const parsed = answer.safeParse(await adminGraphql(shopDomain, document, { query }, { signal, attempts: 3 }));
  if (!parsed.success) throw new ReportRefused(["its answer is not of the shape that the API documents"]);
  const { shopifyqlQuery: told } = parsed.data;
  if (told === null || told.parseErrors.length > 0 || told.tableData === null) throw new ReportRefused(told?.parseErrors ?? ["no answer"]);
  return told.tableData.rows;
}
