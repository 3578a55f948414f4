import { type Sql, sql } from "../../lib/sql.ts";

/** Over so many whole days before today the rate of sale is taken. */
export const RATE_DAYS = 30;

/**
 * One row per variant in the catalogue, gift cards left out, with its stock and how it sells. `available` is the sum over locations, or
 * what the variant itself says where no location is known; `on_hand` is null then. `units_a_day`: units sold less returned in the 30 days
 * before today ÷ 30, or ÷ the days since the product was made where those are fewer. `days_left`: available ÷ units a day in whole days, 0
 * where there is nothing left; null where the stock is not tracked or nothing sells.
 */
export function shelf(shopId: string, today: string, productId: string | null = null): Sql {
  const ofProduct = (column: Sql) => (productId === null ? sql`true` : sql`${column} = ${productId}`);
  return sql`
    with sold as (
      select   product_id, variant_id, sum(units_sold - units_returned)::bigint as units
      from     daily_variant_sales
      where    shop_id = ${shopId} and day between ${today}::date - ${RATE_DAYS}::integer and ${today}::date - 1
      and      ${ofProduct(sql`product_id`)}
      group by product_id, variant_id
    ),
    last as (
      select   product_id, variant_id, max(last_sold_on) as last_sold_on
      from     monthly_variant_sales
      where    shop_id = ${shopId} and ${ofProduct(sql`product_id`)}
      group by product_id, variant_id
    ),
    levels as (
      select   product_id, inventory_item_id, sum(available)::integer as available, sum(on_hand)::integer as on_hand
      from     inventory_level
      where    shop_id = ${shopId} and ${ofProduct(sql`product_id`)}
      group by product_id, inventory_item_id
    ),
    stocked as (
      select    product.id as product_id, variant.id as variant_id, product.title, variant.title as variant_title, variant.sku,
                variant.position, variant.tracked, coalesce(levels.available, variant.inventory_quantity) as available, levels.on_hand,
                coalesce(sold.units, 0) as units, last.last_sold_on, made.on as made_on,
                greatest(1, least(${RATE_DAYS}::integer, ${today}::date - made.on)) as days
      from      product
      join      variant on variant.shop_id = ${shopId} and variant.product_id = product.id
      cross join lateral (
        select (product.created_at at time zone (select time_zone from shop where id = ${shopId}))::date as on
      ) as made
      left join levels on levels.product_id = product.id and levels.inventory_item_id = variant.inventory_item_id
      left join sold on sold.product_id = product.id and sold.variant_id = variant.id
      left join last on last.product_id = product.id and last.variant_id = variant.id
      where     product.shop_id = ${shopId} and ${ofProduct(sql`product.id`)} and product.deleted_at is null and not product.is_gift_card
    )
    select *, units::float8 / days as units_a_day,
           case when tracked and available is not null and units > 0 then greatest(0, available::bigint * days / units) end as days_left
    from   stocked`;
}
