import type pg from "pg";
import { catalogueStatements } from "./fill-catalogue.ts";
import { checkoutStatements } from "./fill-checkouts.ts";
import { ledgerStatements } from "./fill-ledger.ts";
import { visitStatements } from "./fill-visits.ts";

/** What is to be filled: a shop's orders, spread over so many days that end today, in New York and US dollars. */
export type Fill = { readonly orders: number; readonly days: number };

export const TIME_ZONE = "America/New_York";
export const CURRENCY = "USD";

/**
 * Writes a shop with its trade straight into the facts, as loads would have left them, and answers the shop's id: customers who come again,
 * guests, seasons, discounts by code, returns, cancellations, gift cards, several channels and countries, stocks, abandoned checkouts. The
 * same draws each time. Its rollups are left to the worker: their version says that they are to be built. Needs a superuser's connection.
 */
export async function fillShop(client: pg.Client, domain: string, { orders, days }: Fill): Promise<string> {
  await client.query("begin");
  const { rows } = await client.query<{ id: string }>(
    `insert into shop (domain, name, currency, time_zone, plan, scopes, checked_at, next_check_at, rollups_version)
     values ($1, $1, $2, $3, 'Plus', '{read_orders,read_all_orders,read_customers,read_products,read_inventory}', now(), now() + interval '1 day', 0)
     returning id`,
    [domain, CURRENCY, TIME_ZONE],
  );
  const shopId = rows[0]?.id ?? "";
  await client.query(settings(shopId, orders, days));
  for (const statement of [...catalogueStatements, ...visitStatements, ...ledgerStatements, ...checkoutStatements, ...ending])
    await client.query(statement);
  await client.query("commit");
  return shopId;
}

/** A draw from 0 to 1, the same for the same number and seed. */
const DRAW = `
  create or replace function pg_temp.draw(number bigint, seed integer) returns double precision language sql immutable parallel safe
  return (hashint8extended(number, seed) & 9007199254740991)::float8 / 9007199254740992`;

function settings(shopId: string, orders: number, days: number): string {
  const today = `(now() at time zone '${TIME_ZONE}')::date`;
  return `
    ${DRAW};
    create temporary table bench on commit drop as
    select ${shopId}::bigint as shop_id, ${orders} as orders, ${days} as days, ${today} as today, ${today} - ${days - 1} as first_day,
           '${TIME_ZONE}'::text as zone, '${CURRENCY}'::text as currency, now() as now`;
}

const ending = [
  "insert into sync_run (shop_id, kind, status, started_at, finished_at) select shop_id, 'full', 'done', now, now from bench",
  "insert into shop_change (shop_id, changes) select shop_id, 1 from bench",
];
