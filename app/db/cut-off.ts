import { sql } from "../lib/sql.ts";

/**
 * How long nothing may happen before a checkout or cart counts as abandoned, as an interval of a row of `shop`: what the merchant has
 * chosen (see shop-settings.ts), or 10 minutes.
 */
export const cutOff = sql`
  case when settings ->> 'abandonedAfterMinutes' ~ '^[1-9][0-9]{0,4}$' then (settings ->> 'abandonedAfterMinutes')::integer else 10 end
  * interval '1 minute'`;
