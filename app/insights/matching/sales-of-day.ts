import { z } from "zod";
import { discounts, duties, fees, giftCards, gross, returns, shipping, taxes, tips, unitsReturned, unitsSold } from "../../db/ledger.ts";
import { sql } from "../../lib/sql.ts";
import { currencyOf, day, defineInsight, money } from "../define-insight.ts";

/**
 * Which sales make up a day, each with its part of every number? One row per row of the ledger that counts, by order and sale. Sums over
 * the rows are the day's figures; orders are counted by day alone, and are 0 here.
 */
export const salesOfDay = defineInsight({
  name: "sales-of-day",
  params: z.object({ day }),
  row: z.object({
    saleId: z.string(),
    orderId: z.string(),
    orderName: z.string(),
    lineType: z.string(),
    action: z.string(),
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    shipping: money,
    duties: money,
    fees: money,
    taxes: money,
    totalSales: money,
    orders: money,
    unitsSold: money,
    unitsReturned: money,
    tips: money,
    giftCards: money,
  }),
  sql: ({ shopId, day: asked }) => sql`
    with ledger as (
      select   id, order_id, line_type, action, ${gross} as gross, ${discounts} as discounts, ${returns} as returns, ${shipping} as shipping,
               ${duties} as duties, ${fees} as fees, ${taxes} as taxes, ${tips} as tips, ${giftCards} as gift_cards,
               ${unitsSold} as units_sold, ${unitsReturned} as units_returned
      from     sale
      where    shop_id = ${shopId} and day = ${asked} and counted and currency = ${currencyOf(shopId)}
      group by id, order_id, line_type, action
    )
    select   ledger.id as "saleId", ledger.order_id as "orderId", orders.name as "orderName", line_type as "lineType", action,
             gross as "grossSales", discounts, returns, gross - discounts - returns as "netSales", shipping, duties, fees, taxes,
             gross - discounts - returns + shipping + duties + fees + taxes as "totalSales", '0' as orders, units_sold as "unitsSold",
             units_returned as "unitsReturned", tips, gift_cards as "giftCards"
    from     ledger
    join     orders on orders.shop_id = ${shopId} and orders.id = ledger.order_id
    order by ledger.order_id, ledger.id`,
});

export type SaleFigures = Awaited<ReturnType<typeof salesOfDay>>[number];
