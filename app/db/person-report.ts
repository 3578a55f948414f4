import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const NOTE = `All that is stored of this person. Names, e-mail addresses, telephone numbers and streets are not. Amounts are in the smallest unit of \
their currency (cents, yen); days are the shop's own.`;

const report = z.tuple([z.object({ report: z.string() })]).transform(([row]) => row.report);

/**
 * All that is stored of a customer, as JSON: themselves, their orders and those named besides, with lines and ledger, their checkouts and
 * figures. The text is not to be parsed: its ids may be larger than a number of JavaScript.
 */
export async function personReport(tx: ShopTransaction, customerId: string, orderIds: readonly string[]): Promise<string> {
  return report.parse(
    await tx.query(sql`
      with theirs as (
        select *
        from   orders
        where  shop_id = ${tx.shopId} and (customer_id = ${customerId} or id = any(${[...orderIds]}::bigint[]))
      ),
      lines as (
        select   order_line.order_id, jsonb_agg(to_jsonb(order_line) - 'shop_id' - 'order_id' order by order_line.id) as rows
        from     order_line
        where    shop_id = ${tx.shopId} and order_id in (select id from theirs)
        group by order_line.order_id
      ),
      ledger as (
        select   sale.order_id, jsonb_agg(to_jsonb(sale) - 'shop_id' - 'order_id' order by sale.id) as rows
        from     sale
        where    shop_id = ${tx.shopId} and order_id in (select id from theirs)
        group by sale.order_id
      )
      select jsonb_pretty(jsonb_build_object(
        'note', ${NOTE}::text,
        'customer_id', ${customerId}::bigint,
        'customer', (select to_jsonb(customer) - 'shop_id' from customer where shop_id = ${tx.shopId} and id = ${customerId}),
        'orders', (
          select coalesce(jsonb_agg(
                   to_jsonb(theirs) - 'shop_id' || jsonb_build_object('lines', coalesce(lines.rows, '[]'), 'sales', coalesce(ledger.rows, '[]'))
                   order by theirs.processed_at, theirs.id), '[]')
          from   theirs
          left join lines on lines.order_id = theirs.id
          left join ledger on ledger.order_id = theirs.id
        ),
        'abandoned_checkouts', (
          select coalesce(jsonb_agg(to_jsonb(checkout) - 'shop_id' order by checkout.id), '[]')
          from   abandoned_checkout checkout
          where  shop_id = ${tx.shopId} and customer_id = ${customerId}
        ),
        'checkouts', (
          select coalesce(jsonb_agg(to_jsonb(seen) - 'shop_id' order by seen.created_at, seen.token), '[]')
          from   checkout seen
          where  shop_id = ${tx.shopId} and customer_id = ${customerId}
        ),
        'figures', (select to_jsonb(stats) - 'shop_id' from customer_stats stats where shop_id = ${tx.shopId} and customer_id = ${customerId}),
        'days', (
          select coalesce(jsonb_agg(to_jsonb(days) - 'shop_id' order by days.day), '[]')
          from   daily_customer_sales days
          where  shop_id = ${tx.shopId} and customer_id = ${customerId}
        ),
        'first_order', (
          select to_jsonb(origin) - 'shop_id' from customer_origin origin where shop_id = ${tx.shopId} and customer_id = ${customerId}
        ),
        'months', (
          select coalesce(jsonb_agg(to_jsonb(months) - 'shop_id' order by months.month), '[]')
          from   customer_month months
          where  shop_id = ${tx.shopId} and customer_id = ${customerId}
        )
      )) as report`),
  );
}
