/** A ShopifyQL query of the subset that the stand-in answers. */
export type SalesQuery = {
  readonly show: readonly string[];
  readonly groupBy: readonly string[];
  readonly timeseries: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly orderBy: { readonly column: string; readonly descending: boolean } | null;
  readonly limit: number | null;
};

/** A query that cannot be read; the message is for the query's author. */
export class ShopifyqlParseError extends Error {}

const CLAUSES = ["FROM", "SHOW", "GROUP BY", "TIMESERIES", "SINCE", "UNTIL", "ORDER BY", "LIMIT"] as const;
type Clause = (typeof CLAUSES)[number];

/**
 * Reads `FROM sales SHOW a, b [GROUP BY x, y] [TIMESERIES day] [SINCE d] [UNTIL d] [ORDER BY c [ASC|DESC]] [LIMIT n]`; keywords in any
 * case, clauses in this order. Throws ShopifyqlParseError.
 */
export function parseShopifyql(text: string): SalesQuery {
  const clauses = splitClauses(text);
  const from = clauses.get("FROM")?.toLowerCase();
  if (from === undefined) throw new ShopifyqlParseError("Missing FROM clause: name the table to query, as in `FROM sales`.");
  if (from !== "sales") throw new ShopifyqlParseError(`Table \`${from}\` was not found. The stand-in knows \`sales\`.`);
  const show = names(clauses.get("SHOW"));
  if (show.length === 0) throw new ShopifyqlParseError("Missing SHOW clause: name at least one column.");
  return {
    show,
    groupBy: names(clauses.get("GROUP BY")),
    timeseries: clauses.get("TIMESERIES")?.toLowerCase() ?? null,
    since: clauses.get("SINCE") ?? null,
    until: clauses.get("UNTIL") ?? null,
    orderBy: ordering(clauses.get("ORDER BY")),
    limit: limit(clauses.get("LIMIT")),
  };
}

function splitClauses(text: string): Map<Clause, string> {
  const marks = [...text.matchAll(/\b(FROM|SHOW|GROUP\s+BY|TIMESERIES|SINCE|UNTIL|ORDER\s+BY|LIMIT)\b/gi)];
  const [first] = marks;
  if (!first || text.slice(0, first.index).trim() !== "")
    throw new ShopifyqlParseError(`Unexpected input at line 1 column 1: \`${text.trim().split(/\s/)[0] ?? ""}\`.`);
  const clauses = new Map<Clause, string>();
  let last = -1;
  for (const [index, mark] of marks.entries()) {
    const name = CLAUSES.find((clause) => clause === mark[1]?.toUpperCase().replace(/\s+/g, " "));
    if (!name) continue;
    const order = CLAUSES.indexOf(name);
    if (order <= last) throw new ShopifyqlParseError(`Unexpected ${name} at column ${mark.index + 1}.`);
    last = order;
    clauses.set(name, text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim());
  }
  return clauses;
}

function names(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text.split(",").map((part) => {
    const name = part.trim().toLowerCase();
    if (!/^[a-z_]+$/.test(name)) throw new ShopifyqlParseError(`\`${part.trim()}\` is no column name.`);
    return name;
  });
}

function ordering(text: string | undefined): SalesQuery["orderBy"] {
  if (text === undefined) return null;
  const match = /^([a-z_]+)(?:\s+(ASC|DESC))?$/i.exec(text);
  if (!match?.[1]) throw new ShopifyqlParseError(`ORDER BY cannot read \`${text}\`.`);
  return { column: match[1].toLowerCase(), descending: match[2]?.toUpperCase() === "DESC" };
}

function limit(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new ShopifyqlParseError(`LIMIT takes a whole number, not \`${text}\`.`);
  return Number(text);
}
