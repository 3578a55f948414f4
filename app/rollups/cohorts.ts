import { markDirty } from "../db/dirty.ts";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { type Cells, refreshCustomerMonths } from "./customer-month.ts";
import { refreshCustomerOrigins, traitsOf } from "./customer-origin.ts";

/**
 * Of so many customers at once each trait is looked up. What more of them changed is left to one recomputation of the cohorts as a whole.
 */
const FEW = 500;

/**
 * Brings the cohorts up to these customers, whose `customer_stats` and `daily_customer_sales` have to be up to date, and recomputes `whole`
 * ones. First come the customers' own rows; then what changed of `cohort_size` and `cohort_month`: the cohorts and months that they left,
 * came to or traded in, with the traits that they had and have. One order costs the rows of one month of one cohort, however large the shop
 * is.
 */
export async function refreshCohorts(tx: ShopTransaction, customers: readonly string[], whole: readonly string[]): Promise<void> {
  if (customers.length > 0) await refreshCustomers(tx, customers);
  if (whole.length === 0) return;
  await refreshSizes(tx, whole, null);
  await refreshMonths(tx, { cohorts: whole, months: null }, null);
}

async function refreshCustomers(tx: ShopTransaction, customers: readonly string[]): Promise<void> {
  const isFew = customers.length <= FEW;
  const before = isFew ? await traitsOf(tx, customers) : [];
  const { cohorts, retold } = await refreshCustomerOrigins(tx, customers);
  const cells = await refreshCustomerMonths(tx, customers, retold);
  if (!isFew) return markDirty(tx, { day: [], customer: [], cohort: [...cohorts, ...cells.flatMap((some) => some.cohorts)] });
  const traits = [...new Set([...before, ...(await traitsOf(tx, customers))])];
  if (cohorts.length > 0) await refreshSizes(tx, cohorts, traits);
  for (const some of cells) await refreshMonths(tx, some, traits);
}

/** One row per dimension, value and cohort: recomputes these cohorts, of all traits where none are named. */
async function refreshSizes(tx: ShopTransaction, cohorts: readonly string[], traits: readonly string[] | null): Promise<void> {
  await tx.query(sql`
    delete from cohort_size
    where  shop_id = ${tx.shopId} and cohort = any(${cohorts}::date[]) ${isNamed(traits, sql`dimension || ':' || value`)}`);
  await tx.query(sql`
    insert into cohort_size (shop_id, dimension, value, cohort, customers)
    select   ${tx.shopId}, ${dimension}, ${value}, cohort, count(*)
    from     customer_origin, unnest(traits) trait
    where    shop_id = ${tx.shopId} and cohort = any(${cohorts}::date[]) ${isNamed(traits, sql`trait`)}
    group by trait, cohort`);
}

/** One row per dimension, value, cohort, month and currency: recomputes these cells, of all months and traits where none are named. */
async function refreshMonths(tx: ShopTransaction, { cohorts, months }: AllOrSome, traits: readonly string[] | null): Promise<void> {
  const some = sql`
    shop_id = ${tx.shopId} and cohort = any(${cohorts}::date[]) ${months === null ? sql`` : sql`and month = any(${months}::date[])`}`;
  await tx.query(sql`delete from cohort_month where ${some} ${isNamed(traits, sql`dimension || ':' || value`)}`);
  await tx.query(sql`
    insert into cohort_month (shop_id, dimension, value, cohort, month, currency, customers, orders, net)
    with traded as materialized (
      select customer_id, cohort, month, currency, orders, net
      from   customer_month
      where  ${some}
    ),
    origin as materialized (
      select customer_id, traits
      from   customer_origin
      where  shop_id = ${tx.shopId} and customer_id = any(array(select customer_id from traded))
    )
    select   ${tx.shopId}, ${dimension}, ${value}, cohort, month, currency, count(*) filter (where orders > 0), sum(orders), sum(net)
    from     traded
    join     origin using (customer_id), unnest(traits) trait
    where    true ${isNamed(traits, sql`trait`)}
    group by trait, cohort, month, currency`);
}

type AllOrSome = { readonly cohorts: readonly string[]; readonly months: Cells["months"] | null };

// A trait is "dimension:value", and a value may hold a colon too.
const dimension = sql`split_part(trait, ':', 1)`;
const value = sql`substr(trait, strpos(trait, ':') + 1)`;

function isNamed(traits: readonly string[] | null, trait: Sql): Sql {
  return traits === null ? sql`` : sql`and ${trait} = any(${traits}::text[])`;
}
