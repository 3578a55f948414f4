import { z } from "zod";
import { discounts, duties, fees, giftCards, gross, net, returns, shipping, taxes, tips } from "../../db/ledger.ts";
import { sql } from "../../lib/sql.ts";
import { day, defineInsight, instant, money } from "../define-insight.ts";

/**
 * What was agreed on an order, one after the other, and what did each agreement do to its figures? One row per agreement, the oldest first,
 * of any order that is stored, whether it counts or not. `total` is Σ of its sales, tips, gift cards and tax in; `other` what of that
 * belongs to no figure (tax on gift cards, lines of a kind that Shopify does not name); `runningTotal` what the order stood at afterwards.
 */
export const orderAgreements = defineInsight({
  name: "order-agreements",
  params: z.object({ orderId: z.string() }),
  row: z.object({
    agreementId: z.string(),
    reason: z.string(),
    happenedAt: instant,
    day,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    shipping: money,
    duties: money,
    fees: money,
    taxes: money,
    tips: money,
    giftCards: money,
    other: money,
    total: money,
    runningTotal: money,
  }),
  sql: ({ shopId, orderId }) => sql`
    with figures as (
      select   agreement_id, ${gross} as gross, ${discounts} as discounts, ${returns} as returns, ${net} as net, ${shipping} as shipping,
               ${duties} as duties, ${fees} as fees, ${taxes} as taxes, ${tips} as tips, ${giftCards} as gift_cards, sum(total) as total
      from     sale
      where    shop_id = ${shopId} and order_id = ${orderId}
      group by agreement_id
    ),
    agreed as (
      select    agreement.id, agreement.reason, agreement.happened_at, agreement.day, coalesce(gross, 0) as gross,
                coalesce(discounts, 0) as discounts, coalesce(returns, 0) as returns, coalesce(net, 0) as net,
                coalesce(shipping, 0) as shipping, coalesce(duties, 0) as duties, coalesce(fees, 0) as fees, coalesce(taxes, 0) as taxes,
                coalesce(tips, 0) as tips, coalesce(gift_cards, 0) as gift_cards, coalesce(total, 0) as total
      from      agreement
      left join figures on figures.agreement_id = agreement.id
      where     agreement.shop_id = ${shopId} and agreement.order_id = ${orderId}
    )
    select   id as "agreementId", reason, happened_at as "happenedAt", day, gross::bigint as "grossSales", discounts::bigint,
             returns::bigint, net::bigint as "netSales", shipping::bigint, duties::bigint, fees::bigint, taxes::bigint, tips::bigint,
             gift_cards::bigint as "giftCards",
             (total - net - shipping - duties - fees - taxes - tips - gift_cards)::bigint as other, total::bigint,
             sum(total) over (order by happened_at, id)::bigint as "runningTotal"
    from     agreed
    order by happened_at, id`,
});

export type OrderAgreement = Awaited<ReturnType<typeof orderAgreements>>[number];
