import type pg from "pg";
import { z } from "zod";

/** A table as both sides can say it: one line per column, key and index. */
export type DescribedTables = Record<string, string[]>;

const SQL_TYPES: Record<string, string> = {
  BigInt: "bigint",
  Int: "integer",
  String: "text",
  "String[]": "text[]",
  Boolean: "boolean",
  Float: "double precision",
  Json: "jsonb",
  DateTime: "timestamp(3) without time zone",
  "DateTime @db.Timestamptz(6)": "timestamp with time zone",
  "DateTime @db.Date": "date",
};

/** The tables that a schema.prisma describes. Prisma has checked its grammar when the client was written, so lines and words suffice. */
export function tablesOfSchema(schema: string): DescribedTables {
  return Object.fromEntries(
    [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, model = "", body = ""]) => {
      const lines = body
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("//"));
      const fields = lines.filter((line) => !line.startsWith("@@"));
      const columnOf = new Map(fields.map((line) => [word(line, 0), /@map\("(.+?)"\)/.exec(line)?.[1] ?? word(line, 0)]));
      const columns = (list: string) =>
        list
          .split(",")
          .map((field) => columnOf.get(field.trim()) ?? field.trim())
          .join(", ");
      const described = fields.flatMap((line) => {
        const name = columnOf.get(word(line, 0)) ?? "";
        const type = word(line, 1).replace("?", "");
        const native = /@db\.\S+/.exec(line)?.[0];
        const sqlType = SQL_TYPES[native ? `${type} ${native}` : type] ?? `${type} ${native}`;
        const row = `column ${name} ${sqlType}${word(line, 1).endsWith("?") ? "" : " not null"}${/@default\(/.test(line) ? " default" : ""}`;
        return [row, ...(/@id\b/.test(line) ? [`key (${name})`] : []), ...(/@unique\b/.test(line) ? [`unique (${name})`] : [])];
      });
      const kinds = { "@@id": "key", "@@unique": "unique", "@@index": "index" };
      for (const line of lines) {
        for (const [attribute, kind] of Object.entries(kinds)) {
          if (line.startsWith(attribute)) described.push(`${kind} (${columns(/\[(.*?)\]/.exec(line)?.[1] ?? "")})`);
        }
      }
      return [/@@map\("(.+?)"\)/.exec(body)?.[1] ?? model, described.sort()];
    }),
  );
}

const catalogue = z.array(z.object({ relation: z.string(), line: z.string() }));

/**
 * The tables of the schema `public` as the database has them. What Prisma cannot say is left out: partial and expression indexes, checks,
 * policies.
 */
export async function tablesOfDatabase(pool: pg.Pool): Promise<DescribedTables> {
  const { rows } = await pool.query(
    `with tables as (
       select oid, relname
       from   pg_class
       where  relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> '_prisma_migrations'
     )
     select relname as relation,
            concat('column ', attname, ' ', format_type(atttypid, atttypmod), case when attnotnull then ' not null' end,
                   case when atthasdef or attidentity <> '' then ' default' end) as line
     from   tables
     join   pg_attribute on attrelid = oid and attnum > 0 and not attisdropped
     union all
     select relname,
            format('%s (%s)', case when indisprimary then 'key' when indisunique then 'unique' else 'index' end,
                   (select string_agg(attname, ', ' order by place)
                    from   unnest(indkey::int2[]) with ordinality part (number, place)
                    join   pg_attribute on attrelid = indrelid and attnum = number))
     from   tables
     join   pg_index on indrelid = oid and indpred is null and indexprs is null`,
  );
  const tables: DescribedTables = {};
  for (const { relation, line } of catalogue.parse(rows)) tables[relation] = [...(tables[relation] ?? []), line].sort();
  return tables;
}

function word(line: string, index: number): string {
  return line.split(/\s+/)[index] ?? "";
}
