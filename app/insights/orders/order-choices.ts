import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { defineInsight, range } from "../define-insight.ts";

const CHANNELS = 50;
const TAGS = 100;
const PRODUCTS = 250;

/**
 * By what can a list of orders be narrowed? Always one row: the channels of orders placed in the range that count, the most used first, ""
 * for none; the tags of the shop's orders in small letters, up to 100 of them by alphabet; and its products by title, up to 250.
 */
export const orderChoices = defineInsight({
  name: "order-choices",
  params: range,
  row: z.object({
    channels: z.array(z.string()),
    tags: z.array(z.string()),
    products: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  // tags are leapt over from one to the next: an order is read for each tag and not for each order
  sql: ({ shopId, from, to }) => sql`
    with recursive tags as (
      (
        select   value, 1 as number
        from     order_facet
        where    shop_id = ${shopId} and facet = 'tag'
        order by value
        limit    1
      )
      union all
      select next.value, tags.number + 1
      from   tags, lateral (
               select   value
               from     order_facet
               where    shop_id = ${shopId} and facet = 'tag' and value > tags.value
               order by value
               limit    1
             ) as next
      where  tags.number < ${TAGS}
    ),
    channels as (
      select   value, sum(orders) as orders
      from     daily_breakdown
      where    shop_id = ${shopId} and dimension = 'channel' and day between ${from} and ${to}
      group by value
      having   sum(orders) > 0
      order by orders desc, value
      limit    ${CHANNELS}
    ),
    products as (
      select   id, title
      from     product
      where    shop_id = ${shopId} and deleted_at is null
      order by title, id
      limit    ${PRODUCTS}
    )
    select array(select value from channels order by orders desc, value) as channels,
           array(select value from tags order by value) as tags,
           coalesce(
             (select jsonb_agg(jsonb_build_object('id', id::text, 'title', title) order by title, id) from products), '[]'
           ) as products`,
});

export type OrderChoices = Awaited<ReturnType<typeof orderChoices>>[number];
