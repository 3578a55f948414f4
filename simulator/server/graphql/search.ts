import type { Wire } from "../../world/wire.ts";

/** Whether an object is found by a search. */
export type Predicate = (wire: Wire) => boolean;

type Token = { readonly kind: "(" | ")" | "and" | "or" | "not" } | Term;
/** `isBeginning`: an asterisk stood after it. */
type Term = {
  readonly kind: "term";
  readonly field: string | null;
  readonly operator: string;
  readonly value: string;
  readonly isBeginning: boolean;
};

const everything: Predicate = () => true;

/**
 * A search as Shopify's `query:` arguments take it: `created_at:>='2026-01-01' AND (status:open OR tag:vip) -name:#1001 smith`. Terms
 * side by side must all hold. A field that the object does not have is ignored without a word, and finds everything: so does Shopify.
 * A term without a field is looked for among the words of names, e-mail addresses and the like: the whole of one, or its beginning where an
 * asterisk follows. A backslash takes the meaning from the sign after it.
 */
export function parseSearch(query: string | null | undefined): Predicate {
  if (!query?.trim()) return everything;
  const tokens = tokenize(query);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];

  const either = (): Predicate => {
    let left = all();
    while (peek()?.kind === "or") {
      at += 1;
      const [first, second] = [left, all()];
      left = (wire) => first(wire) || second(wire);
    }
    return left;
  };
  const all = (): Predicate => {
    const parts: Predicate[] = [];
    for (let next = peek(); next && next.kind !== "or" && next.kind !== ")"; next = peek()) {
      if (next.kind === "and") at += 1;
      else parts.push(one());
    }
    return (wire) => parts.every((part) => part(wire));
  };
  const one = (): Predicate => {
    const token = peek();
    at += 1;
    if (token?.kind === "not") {
      const inner = one();
      return (wire) => !inner(wire);
    }
    if (token?.kind === "(") {
      const inner = either();
      at += 1;
      return inner;
    }
    return token?.kind === "term" ? term(token) : everything;
  };
  return either();
}

const TOKEN = /\s*(?:([()])|(-)?(?:([A-Za-z_][\w.]*):)?(<=|>=|<|>)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|((?:\\.|[^\s()\\])+)))/gy;

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  for (const [, bracket, minus, field, operator, single, double, bare] of query.matchAll(TOKEN)) {
    if (bracket === "(" || bracket === ")") {
      tokens.push({ kind: bracket });
      continue;
    }
    const value = (single ?? double ?? bare ?? "").replace(/\\(.)/g, "$1");
    const isBeginning = bare !== undefined && /^(?:\\.|[^\\])*\*$/.test(bare);
    const word = bare !== undefined && !field && !operator && !minus ? bare : null;
    if (word === "AND") tokens.push({ kind: "and" });
    else if (word === "OR") tokens.push({ kind: "or" });
    else if (word === "NOT") tokens.push({ kind: "not" });
    else {
      if (minus) tokens.push({ kind: "not" });
      tokens.push({
        kind: "term",
        field: field ?? null,
        operator: operator ?? "",
        value: isBeginning ? value.slice(0, -1) : value,
        isBeginning,
      });
    }
  }
  return tokens;
}

const BARE_TERM_FIELDS = ["name", "displayName", "title", "email", "sku", "vendor", "handle"];
const FIELD_NAMES: Readonly<Record<string, string>> = {
  tag: "tags",
  financial_status: "displayFinancialStatus",
  fulfillment_status: "displayFulfillmentStatus",
  orders_count: "numberOfOrders",
  customer_date: "createdAt",
  first_name: "firstName",
  last_name: "lastName",
};

function term({ field, operator, value, isBeginning }: Term): Predicate {
  if (field === null) {
    const wanted = value.toLowerCase();
    const fits = (word: string) => (isBeginning ? word.startsWith(wanted) : word === wanted);
    return (wire) => BARE_TERM_FIELDS.some((name) => words(read(wire, name)).some(fits));
  }
  if (field === "status") return status(value);
  const name = FIELD_NAMES[field] ?? field.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  const test = comparison(operator, value, isBeginning);
  return (wire) => {
    const found =
      field === "customer_id"
        ? read(read(wire, "customer"), "id")
        : field === "product_id"
          ? read(read(wire, "product"), "id")
          : field === "country"
            ? read(read(wire, "defaultAddress"), "countryCodeV2")
            : field === "total_spent"
              ? read(read(wire, "amountSpent"), "amount")
              : read(wire, name);
    if (found === undefined) return true;
    return Array.isArray(found) ? found.some(test) : test(found);
  };
}

function status(value: string): Predicate {
  return (wire) => {
    if (wire.__typename !== "Order") return typeof wire.status !== "string" || wire.status.toLowerCase() === value.toLowerCase();
    if (value === "open") return !wire.cancelledAt && !wire.closedAt;
    if (value === "closed") return Boolean(wire.closedAt);
    if (value === "cancelled") return Boolean(wire.cancelledAt);
    return true;
  };
}

function comparison(operator: string, value: string, isBeginning: boolean): (found: unknown) => boolean {
  const wantedTime = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  const wantedNumber = value.trim() === "" ? Number.NaN : Number(value);
  return (found) => {
    if (found === null) return false;
    const text = String(found).replace(/^gid:\/\/shopify\/\w+\//, "");
    const isTime = !Number.isNaN(wantedTime) && /^\d{4}-\d\d-\d\dT/.test(text);
    const difference = isTime
      ? Date.parse(text) - wantedTime
      : Number.isNaN(wantedNumber)
        ? order(text, value)
        : Number(text) - wantedNumber;
    if (operator === ">=") return difference >= 0;
    if (operator === "<=") return difference <= 0;
    if (operator === ">") return difference > 0;
    if (operator === "<") return difference < 0;
    if (isTime && value.length === 10) return text.startsWith(value);
    if (isBeginning) return text.toLowerCase().startsWith(value.toLowerCase());
    return text.toLowerCase() === value.toLowerCase().replace(/^gid:\/\/shopify\/\w+\//, "");
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function words(value: unknown): string[] {
  if (typeof value !== "string") return [];
  const text = value.toLowerCase();
  return [text, text.replace(/^#/, ""), ...text.split(/[\s@.,]+/)];
}

function read(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null) return undefined;
  const value: unknown = Reflect.get(object, name);
  return typeof value === "function" ? value.call(object, {}) : value;
}
