import type pg from "pg";
import { z } from "zod";

/** A table or view that the app's role can touch in any way. */
export type Relation = { name: string; kind: "table" | "view" | "other"; hasShop: boolean; protected: boolean; truncates: boolean };

const relations = z.array(
  z.object({
    name: z.string(),
    kind: z.enum(["table", "view", "other"]),
    hasShop: z.boolean(),
    protected: z.boolean(),
    truncates: z.boolean(),
  }),
);

/**
 * Every relation outside of PostgreSQL's own schemas on which `role` holds any right, be it on one column. `protected`: forced row-level
 * security, or a view that reads as its caller.
 */
export async function touchableRelations(pool: pg.Pool, role: string): Promise<Relation[]> {
  const { rows } = await pool.query(
    `select oid::regclass::text as name,
            case when relkind in ('r', 'p') then 'table' when relkind = 'v' then 'view' else 'other' end as kind,
            exists (select from pg_attribute where attrelid = oid and attname = 'shop_id' and attnotnull) as "hasShop",
            case when relkind = 'v' then coalesce(reloptions @> '{security_invoker=true}', false)
                 else relrowsecurity and relforcerowsecurity end as protected,
            has_table_privilege($1, oid, 'truncate, references, trigger') as truncates
     from   pg_class
     where  relkind in ('r', 'p', 'v', 'm', 'f')
     and    relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
     and    relnamespace::regnamespace::text not like 'pg\\_temp\\_%'
     and    has_schema_privilege($1, relnamespace, 'usage')
     and    (has_table_privilege($1, oid, 'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege($1, oid, 'select, insert, update, references'))
     order  by name`,
    [role],
  );
  return relations.parse(rows);
}

const columns = z.array(z.object({ name: z.string(), type: z.string(), check: z.string().nullable() }));

/**
 * Values with which a row of this table can be inserted for a shop: one plain value per type, the first allowed one where a check lists
 * them.
 */
export async function plainRow(pool: Pick<pg.ClientBase, "query">, table: string, shopId: string): Promise<Map<string, unknown>> {
  const { rows } = await pool.query(
    `select attname as name, format_type(atttypid, null) as type,
            (select pg_get_constraintdef(c.oid) from pg_constraint c where conrelid = attrelid and contype = 'c' and conkey = array[attnum]) as "check"
     from   pg_attribute
     where  attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''`,
    [table],
  );
  return new Map(
    columns.parse(rows).map(({ name, type, check }) => [name, name === "shop_id" ? shopId : (firstLiteral(check) ?? plainValue(type))]),
  );
}

function firstLiteral(check: string | null): string | undefined {
  return /'([^']*)'::text/.exec(check ?? "")?.[1];
}

function plainValue(type: string): unknown {
  if (type.endsWith("[]")) return [];
  if (/^(bigint|integer|smallint|numeric|double precision|real)$/.test(type)) return 1;
  if (/^(json|jsonb)$/.test(type)) return "{}";
  if (/^(date|timestamp)/.test(type)) return "2025-01-01";
  if (type === "boolean") return true;
  if (type === "uuid") return "00000000-0000-4000-8000-000000000000";
  if (type === "bytea") return Buffer.from("x");
  return "x";
}

/** Functions that lend `role` the rights of their owner, with the settings that they fix. */
export async function definerFunctions(pool: pg.Pool, role: string): Promise<{ name: string; fixesPath: boolean }[]> {
  const { rows } = await pool.query(
    `select oid::regprocedure::text as name,
            exists (select from unnest(proconfig) setting where setting like 'search\\_path=%pg_temp') as "fixesPath"
     from   pg_proc
     where  prosecdef and has_function_privilege($1, oid, 'execute') and has_schema_privilege($1, pronamespace, 'usage')
     order  by name`,
    [role],
  );
  return z.array(z.object({ name: z.string(), fixesPath: z.boolean() })).parse(rows);
}
