import { identifier, type Sql, sql } from "../../lib/sql.ts";
import { wholeMonths } from "../../lib/whole-months.ts";
import { currencyOf } from "../define-insight.ts";

type Kept = { readonly daily: string; readonly monthly: string };

export const ofProducts: Kept = { daily: "daily_product_sales", monthly: "monthly_product_sales" };
export const ofVariants: Kept = { daily: "daily_variant_sales", monthly: "monthly_variant_sales" };
export const ofPairs: Kept = { daily: "daily_product_pairs", monthly: "monthly_product_pairs" };

/** Rows whose sums are those of the range: by month for the whole months within it, by day for the rest. Of no range there are none. */
export function traded(
  shopId: string,
  range: { from: string; to: string } | null,
  { daily, monthly }: Kept,
  columns: Sql,
  where = sql`true`,
): Sql {
  const { before, months, after } = range === null ? { before: NO_DAYS, months: NO_DAYS, after: NO_DAYS } : wholeMonths(range);
  const ofShop = sql`shop_id = ${shopId} and currency = ${currencyOf(shopId)} and ${where}`;
  return sql`
    select ${columns} from ${identifier(monthly)} where ${ofShop} and month between ${months.from} and ${months.to}
    union all
    select ${columns} from ${identifier(daily)} where ${ofShop} and day between ${before.from} and ${before.to}
    union all
    select ${columns} from ${identifier(daily)} where ${ofShop} and day between ${after.from} and ${after.to}`;
}

const NO_DAYS = { from: "2000-01-02", to: "2000-01-01" };

/**
 * The title under which a product that is out of the catalogue was last sold. `product` names the column of its id: the row is found by the
 * last day on which it was traded.
 */
export function lastTitle(shopId: string, product: Sql): Sql {
  return sql`(
    select   order_line.title
    from     (
               select   day
               from     daily_product_sales
               where    shop_id = ${shopId} and product_id = ${product}
               order by day desc
               limit    1
             ) as last
    join     sale on sale.shop_id = ${shopId} and sale.day = last.day and sale.product_id = ${product}
    join     order_line on order_line.shop_id = ${shopId} and order_line.order_id = sale.order_id and order_line.product_id = ${product}
    order by sale.order_id desc, order_line.id
    limit    1
  )`;
}
