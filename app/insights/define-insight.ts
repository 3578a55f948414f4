import { z } from "zod";
import { shopRows, withShop } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";

/** Whole minor units of the shop's currency, as text: a sum may be larger than a JS number holds exactly. */
export const money = z.string().regex(/^-?\d+$/);
/** A count, small enough to be a number. */
export const count = z.coerce.number().int();
/** A local day "YYYY-MM-DD". */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** An instant as ISO 8601 in UTC. */
export const instant = z.date().transform((date) => date.toISOString());
/** Local days, both included: the parameter that most questions share. */
export const range = z.object({ from: day, to: day });
export const limit = z.number().int().min(1).max(100);

/** The currency that a shop's sums are in; rows of others stay out of them. */
export function currencyOf(shopId: string): Sql {
  return sql`(select currency from shop where id = ${shopId})`;
}

type Definition<Params extends z.ZodType, RowShape extends z.ZodType> = {
  readonly name: string;
  readonly params: Params;
  readonly row: RowShape;
  readonly sql: (bound: z.output<Params> & { readonly shopId: string }) => Sql;
};

/** A question about one shop, asked as a function of the shop and the parameters. */
export type Insight<Params, Row> = {
  (shop: { readonly id: string }, params: Params): Promise<Row[]>;
  /** The same rows one after the other, however many, without holding them: for exports. */
  stream(shop: { readonly id: string }, params: Params): AsyncGenerator<Row, void>;
  readonly insightName: string;
};

/**
 * Makes a question callable. Whose rows are read is bound here and not by the author; parameters and rows are checked, and the transaction
 * is read only. Throws ZodError where the parameters or the rows are not of the declared shape.
 */
export function defineInsight<Params extends z.ZodType, RowShape extends z.ZodType>(
  definition: Definition<Params, RowShape>,
): Insight<z.input<Params>, z.output<RowShape>> {
  const rows = z.array(definition.row);
  const statementOf = (shop: { readonly id: string }, params: z.input<Params>) =>
    definition.sql(Object.assign({}, definition.params.parse(params), { shopId: shop.id }));
  const ask = async (shop: { readonly id: string }, params: z.input<Params>) => {
    const statement = statementOf(shop, params);
    return withShop(shop.id, async (tx) => {
      await tx.query("set transaction read only");
      return rows.parse(await tx.query(statement));
    });
  };
  async function* stream(shop: { readonly id: string }, params: z.input<Params>) {
    for await (const batch of shopRows(shop.id, statementOf(shop, params))) yield* rows.parse(batch);
  }
  return Object.assign(ask, { stream, insightName: definition.name });
}

/** For questions that have exactly one answer: their row. */
export function single<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`one row was expected, not ${rows.length}`);
  return row;
}
