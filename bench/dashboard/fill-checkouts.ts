import { PRODUCTS } from "./fill-catalogue.ts";
import { codeOf, countryOf } from "./fill-ledger.ts";

/** Two abandoned checkouts to five orders, of which one in eight was completed later. */
export const checkoutStatements = [
  `create temporary table left_behind on commit drop as
   select a, (first_day + width_bucket(pg_temp.draw(a, 40), passed) + pg_temp.draw(a, 41) * interval '1 day') at time zone zone as at,
          1 + floor(power(pg_temp.draw(a, 42), 2) * 3)::integer as lines, floor(20 * power(pg_temp.draw(a, 43), 2))::integer as place
   from   bench, season, generate_series(1, (orders * 0.4)::bigint) as a`,
  `insert into abandoned_checkout (
     shop_id, id, created_at, updated_at, completed_at, customer_id, country, province, discount_codes, currency, subtotal, total
   )
   select shop_id, 38000000000000 + a, at, at + interval '5 minutes', case when a % 8 = 0 then at + interval '9 hours' end,
          case when a % 3 = 0 then 7100000000000 + 1 + floor(pg_temp.draw(a, 44) * orders * 0.35)::bigint end, ${countryOf("place")},
          case when a % 6 = 0 then array[${codeOf("(a % 12)::integer")}] else '{}'::text[] end, currency, lines * 3000, lines * 3000 + 495
   from   bench, left_behind
   where  at < now`,
  `insert into abandoned_checkout_line (shop_id, checkout_id, id, title, sku, product_id, variant_id, quantity, total)
   select shop_id, 38000000000000 + a, md5(a || '-' || line), 'Thing no. ' || p, format('SKU-%s-0', p), 8000000000000 + p, 44000000000000 + p * 3, 1, 3000
   from   bench, left_behind, generate_series(1, lines) as line,
          lateral (select floor(${PRODUCTS - 1} * power(pg_temp.draw(a * 4 + line, 45), 2))::integer as p) as chosen
   where  at < now`,
];
