import { PRODUCTS } from "./fill-catalogue.ts";

/*
 * What was bought: temporary tables `purchase` (one row per order: its code, shipping and what comes back when) and `item` (one row per line),
 * then the facts made of them. The sums hold as they do in Shopify: all sales of an order are its current total, those of its first agreement
 * its original one.
 */

const orderId = "5400000000000 + n * 32768";
const lineId = "13000000000000 + n * 8 + line";
const agreementId = "9000000000 + n * 4";
const saleId = "20000000000 + n * 16";
const day = (instant: string) => `(${instant} at time zone zone)::date`;

const CODES =
  "array['WELCOME10', 'SPRING', 'VIP20', 'FRIENDS', 'NEWS5', 'LINEN', 'LAST', 'SORRY', 'PRESS', 'STAFF', 'FALL', 'BLACKFRIDAY']";
const COUNTRIES =
  "array['US', 'US', 'US', 'US', 'US', 'CA', 'CA', 'GB', 'GB', 'DE', 'AU', 'FR', 'NL', 'IE', 'NZ', 'JP', 'SE', 'DK', 'ES', 'IT']";
const PROVINCES =
  "array['NY', 'CA', 'TX', 'FL', 'WA', 'ON', 'BC', 'ENG', 'SCT', null, 'NSW', null, null, null, null, null, null, null, null, null]";

export const countryOf = (place: string) => `(${COUNTRIES})[${place} + 1], (${PROVINCES})[${place} + 1]`;
export const codeOf = (number: string) => `(${CODES})[${number} + 1]`;

/** What of an order came back so far. */
const isReturned = (line: string) => `(come_back in ('all', 'cancelled') or come_back = 'first' and ${line} = 0)`;

export const ledgerStatements = [
  `create temporary table purchase on commit drop as
   select visit.*, code, case when code is null then 0 else 5 * (1 + code % 4) end as percent, shipping,
          case when back_at < now then come_back else 'none' end as come_back, back_at, pg_temp.draw(n, 17) < 0.002 as test
   from   visit, bench,
          lateral (
            select case when pg_temp.draw(n, 10) < 0.18 then floor(12 * power(pg_temp.draw(n, 11), 2))::integer end as code,
                   case when pg_temp.draw(n, 12) < 0.2 then 0 else 495 + 500 * floor(3 * pg_temp.draw(n, 13))::integer end as shipping,
                   case when pg_temp.draw(n, 14) < 0.01 then 'cancelled' when pg_temp.draw(n, 14) < 0.06 then 'first'
                        when pg_temp.draw(n, 14) < 0.08 then 'all' else 'none' end as come_back,
                   placed_at + interval '2 hours' + case when pg_temp.draw(n, 14) < 0.01 then 0 else 28 end * pg_temp.draw(n, 15) * interval '1 day' as back_at
          ) as choice`,
  `create temporary table item on commit drop as
   select n, line, p, v, quantity, price, discount, tax, price * quantity - discount + tax as total, p = ${PRODUCTS - 1} as gift_card
   from   purchase,
          generate_series(0, case when pg_temp.draw(n, 20) < 0.55 then 0 when pg_temp.draw(n, 20) < 0.8 then 1 when pg_temp.draw(n, 20) < 0.93 then 2 else 3 end) as line,
          lateral (
            select floor(${PRODUCTS} * power(pg_temp.draw(n * 4 + line, 21), 2))::integer as p, floor(3 * pg_temp.draw(n * 4 + line, 22))::integer as v,
                   case when pg_temp.draw(n * 4 + line, 23) < 0.85 then 1 when pg_temp.draw(n * 4 + line, 23) < 0.97 then 2 else 3 end as quantity
          ) as chosen,
          lateral (select 900 + (p % 80) * 125 + v * 200 as price) as priced,
          lateral (select case when p = ${PRODUCTS - 1} then 0 else round(price * quantity * percent / 100.0)::integer end as discount) as reduced,
          lateral (select case when p = ${PRODUCTS - 1} then 0 else round((price * quantity - discount) * 0.08875)::integer end as tax) as taxed`,
  "analyze purchase, item",
  `insert into orders (
     shop_id, id, name, customer_id, created_at, processed_at, updated_at, cancelled_at, closed_at, test, edited, currency, presentment_currency,
     taxes_included, source_name, financial_status, fulfillment_status, cart_token, checkout_token, discount_codes, tags, country, province,
     original_total, current_total, line_quantity, current_line_quantity
   )
   select shop_id, ${orderId}, '#' || 1000 + n, 7100000000000 + c, placed_at, placed_at, case come_back when 'none' then placed_at else back_at end,
          case come_back when 'cancelled' then back_at end, case when placed_at < now - interval '5 days' then placed_at + interval '3 days' end,
          test, false, currency, currency, false,
          (array['web', 'web', 'web', 'web', 'web', 'web', 'web', 'pos', 'shopify_draft_order', '580111'])[1 + n % 10],
          case come_back when 'none' then 'PAID' when 'first' then 'PARTIALLY_REFUNDED' else 'REFUNDED' end,
          case when placed_at < now - interval '5 days' then 'FULFILLED' else 'UNFULFILLED' end, 'c1-' || md5(n::text), md5('k' || n),
          case when code is null then '{}'::text[] else array[${codeOf("code")}] end,
          case when n % 12 = 0 then '{wholesale,gift}'::text[] when n % 9 = 0 then '{gift}' else '{}' end, ${countryOf("place")},
          bought + shipping, bought + shipping - returned - case come_back when 'cancelled' then shipping else 0 end, units, units - units_returned
   from   bench, purchase
   join   (
            select   n, sum(total) as bought, sum(quantity) as units, coalesce(sum(total) filter (where ${isReturned("line")}), 0) as returned,
                     coalesce(sum(quantity) filter (where ${isReturned("line")}), 0) as units_returned
            from     item join purchase using (n)
            group by n
          ) as sums using (n)`,
  `insert into order_line (
     shop_id, order_id, id, title, variant_title, sku, vendor, product_id, variant_id, quantity, current_quantity, is_gift_card, unit_price
   )
   select shop_id, ${orderId}, ${lineId}, case when gift_card then 'Gift card' else 'Thing no. ' || p end, (array['S', 'M', 'L'])[v + 1],
          format('SKU-%s-%s', p, v), 'Vendor ' || 1 + p % 8, 8000000000000 + p, 44000000000000 + p * 3 + v, quantity,
          case when ${isReturned("line")} then 0 else quantity end, gift_card, price
   from   bench, item join purchase using (n)`,
  `insert into agreement (shop_id, order_id, id, reason, happened_at, day)
   select shop_id, ${orderId}, ${agreementId}, 'ORDER', placed_at, ${day("placed_at")} from bench, purchase
   union all
   select shop_id, ${orderId}, ${agreementId} + 1, 'REFUND', back_at, ${day("back_at")} from bench, purchase where come_back <> 'none'`,
  `insert into sale (
     shop_id, order_id, id, agreement_id, reason, happened_at, day, action, line_type, order_line_id, product_id, variant_id, quantity, total, tax,
     discount, discount_with_taxes, currency, counted
   )
   select shop_id, ${orderId}, ${saleId} + place, ${agreementId} + (action = 'RETURN')::integer, case action when 'ORDER' then 'ORDER' else 'REFUND' end,
          at, ${day("at")}, action, line_type, ${lineId}, 8000000000000 + p, 44000000000000 + p * 3 + v, quantity, total, tax, discount, discount,
          currency, not test
   from   bench, (
            select n, line as place, placed_at as at, 'ORDER' as action, case when gift_card then 'GIFT_CARD' else 'PRODUCT' end as line_type, line, p, v,
                   quantity, total, tax, discount, test
            from   item join purchase using (n)
            union all
            select n, 8 + line, back_at, 'RETURN', case when gift_card then 'GIFT_CARD' else 'PRODUCT' end, line, p, v, -quantity, -total, -tax,
                   -discount, test
            from   item join purchase using (n)
            where  ${isReturned("line")}
            union all
            select n, 4, placed_at, 'ORDER', 'SHIPPING', null, null, null, 1, shipping, 0, 0, test from purchase where shipping > 0
            union all
            select n, 12, back_at, 'RETURN', 'SHIPPING', null, null, null, -1, -shipping, 0, 0, test
            from   purchase
            where  shipping > 0 and come_back = 'cancelled'
          ) as entry
   order by n, place`,
  `insert into customer (
     shop_id, id, created_at, updated_at, country, province, tags, number_of_orders, amount_spent, currency
   )
   select shop_id, 7100000000000 + c, coalesce(first_at, now), coalesce(last_at, now), ${countryOf("buyer.place")},
          case when c % 20 = 0 then '{vip}'::text[] else '{}' end, coalesce(sums.orders, 0), coalesce(spent, 0), currency
   from   bench, buyer
   left join (
            select   customer_id, count(*) as orders, sum(current_total) as spent, min(processed_at) as first_at, max(processed_at) as last_at
            from     orders
            where    shop_id = (select shop_id from bench) and not test
            group by customer_id
          ) as sums on sums.customer_id = 7100000000000 + c`,
];
