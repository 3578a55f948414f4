/** 500 products in 12 kinds of 8 vendors, three variants each, of which two locations have some. Product 499 is a gift card. */
export const PRODUCTS = 500;

const vendor = "'Vendor ' || 1 + p % 8";

export const catalogueStatements = [
  `insert into product (shop_id, id, title, handle, product_type, vendor, status, is_gift_card, tags, created_at, updated_at)
   select shop_id, 8000000000000 + p, case p when 499 then 'Gift card' else 'Thing no. ' || p end, 'thing-' || p, 'Kind ' || p % 12, ${vendor},
          case when p % 25 = 24 then 'ARCHIVED' else 'ACTIVE' end, p = 499, case when p % 4 = 0 then '{gift,linen}'::text[] else '{}' end,
          now - interval '1 year', now - interval '1 day'
   from   bench, generate_series(0, ${PRODUCTS - 1}) as p`,
  `insert into variant (shop_id, product_id, id, title, sku, position, price, currency, inventory_item_id, inventory_quantity, tracked, updated_at)
   select shop_id, 8000000000000 + p, 44000000000000 + p * 3 + v, (array['S', 'M', 'L'])[v + 1], format('SKU-%s-%s', p, v), v + 1,
          900 + (p % 80) * 125 + v * 200, currency, 46000000000000 + p * 3 + v, floor(pg_temp.draw(p * 3 + v, 90) * 240)::integer, true,
          now - interval '1 day'
   from   bench, generate_series(0, ${PRODUCTS - 1}) as p, generate_series(0, 2) as v`,
  `insert into inventory_level (shop_id, product_id, inventory_item_id, location_id, available, on_hand, updated_at)
   select variant.shop_id, product_id, inventory_item_id, 77000000000 + place,
          case place when 0 then inventory_quantity / 2 else inventory_quantity - inventory_quantity / 2 end,
          case place when 0 then inventory_quantity / 2 else inventory_quantity - inventory_quantity / 2 end + 2, updated_at
   from   bench
   join   variant on variant.shop_id = bench.shop_id
   cross join generate_series(0, 1) as place`,
];
