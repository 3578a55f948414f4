import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { currencyOf, day, defineInsight, money, range } from "../define-insight.ts";

/**
 * What does Tillwise say of each day, number by number as Shopify's sales report has them? One row per day of the range on which anything
 * was sold or came back, in order; all figures as text, counts too. To be laid beside Shopify's own answer.
 */
export const dailyFigures = defineInsight({
  name: "daily-figures",
  params: range,
  row: z.object({
    day,
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
  sql: ({ shopId, from, to }) => sql`
    select   day, gross as "grossSales", discounts, returns, gross - discounts - returns as "netSales", shipping, duties, fees, taxes,
             gross - discounts - returns + shipping + duties + fees + taxes as "totalSales", orders, units_sold as "unitsSold",
             units_returned as "unitsReturned", tips, gift_cards as "giftCards"
    from     daily_sales
    where    shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    order by day`,
});

export type DayFigures = Awaited<ReturnType<typeof dailyFigures>>[number];
