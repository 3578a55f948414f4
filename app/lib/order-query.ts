import { ownParams, unreadable } from "./address.ts";
import { type DateRange, type Days, parseDateRange } from "./date-range.ts";
import { parseTable, type TableQuery } from "./table-query.ts";

export const paymentStatuses = [..."AUTHORIZED EXPIRED PAID PARTIALLY_PAID PARTIALLY_REFUNDED PENDING REFUNDED VOIDED".split(" ")] as const;
export const fulfillmentStatuses = [
  ..."FULFILLED FULFILLMENT_NOT_REQUIRED IN_PROGRESS ON_HOLD OPEN PARTIALLY_FULFILLED PENDING_FULFILLMENT REQUEST_DECLINED".split(" "),
  ..."RESTOCKED SCHEDULED UNFULFILLED".split(" "),
] as const;
export const orderStates = ["open", "closed", "cancelled", "edited", "returned"] as const;
export const customerKinds = ["first", "later", "guest"] as const;
/** What is listed: orders that count somewhere, or, asked for by name, test orders or deleted ones, which count nowhere. */
export const shownOrders = ["counted", "test", "deleted"] as const;

export type OrderState = (typeof orderStates)[number];
export type CustomerKind = (typeof customerKinds)[number];
export type ShownOrders = (typeof shownOrders)[number];

/** What a list of orders is narrowed to, besides its days; null and the empty list mean anything. */
export type OrderQuery = {
  readonly payment: string | null;
  readonly fulfillment: string | null;
  readonly is: readonly OrderState[];
  readonly channel: string | null;
  readonly tag: string | null;
  readonly code: string | null;
  readonly product: string | null;
  readonly kind: CustomerKind | null;
  readonly show: ShownOrders;
  readonly search: string | null;
};

/** The address's parameters that narrow the list, as `parseOrderQuery` reads them. */
export const queryParams = ["payment", "fulfillment", "is", "channel", "tag", "code", "product", "kind", "show", "q"] as const;

const LONGEST_TEXT = 255;
const CHANNEL_OF_NONE = "none";

/** `problem` is a sentence for the page. */
export type ParsedOrderQuery = { readonly query: OrderQuery } | { readonly problem: string };

/**
 * Reads `payment=`, `fulfillment=` (Shopify's statuses, in any case of letters), `is=` (as often as wanted), `channel=`, `tag=`, `code=`,
 * `product=` an id, `kind=`, `show=` and `q=`, a name of an order or of a customer. An empty one is none.
 */
export function parseOrderQuery(params: URLSearchParams): ParsedOrderQuery {
  const own = ownParams(params);
  const problem = unreadable(own);
  if (problem !== null) return { problem };
  const text = (name: string) => own.get(name)?.trim() || null;
  const tooLong = ["channel", "tag", "code", "q"].find((name) => (text(name) ?? "").length > LONGEST_TEXT);
  if (tooLong !== undefined) return { problem: `What is asked for as “${tooLong}” is too long: ${LONGEST_TEXT} characters are the most.` };
  const product = text("product");
  if (product !== null && !/^-?\d{1,18}$/.test(product))
    return { problem: `“${product}” is not a product: they are known by their number.` };
  const payment = oneOf(paymentStatuses, text("payment")?.toUpperCase(), "a payment status");
  const fulfillment = oneOf(fulfillmentStatuses, text("fulfillment")?.toUpperCase(), "a fulfillment status");
  const kind = oneOf(customerKinds, text("kind"), "a kind of customer");
  const show = oneOf(shownOrders, text("show"), "a set of orders");
  const states = own.getAll("is").flatMap((state) => (state === "" ? [] : [oneOf(orderStates, state, "a state of an order")]));
  for (const part of [payment, fulfillment, kind, show, ...states]) if ("problem" in part) return part;

  return {
    query: {
      payment: chosen(payment),
      fulfillment: chosen(fulfillment),
      is: [...new Set(states.flatMap((state) => chosen(state) ?? []))],
      channel: text("channel"),
      tag: text("tag"),
      code: text("code"),
      product,
      kind: chosen(kind),
      show: chosen(show) ?? "counted",
      search: text("q"),
    },
  };
}

/** The channel as it is stored of the one that the address names: an order that came by none has null. */
function channelOf(channel: string): string | null {
  return channel === CHANNEL_OF_NONE ? null : channel;
}

type One<Value> = { readonly value: Value | null } | { readonly problem: string };

function oneOf<Value extends string>(values: readonly Value[], asked: string | null | undefined, what: string): One<Value> {
  if (asked === null || asked === undefined) return { value: null };
  const value = values.find((each) => each === asked);
  if (value === undefined) return { problem: `“${asked}” is not ${what}: there ${values.length > 1 ? "are" : "is"} ${values.join(", ")}.` };
  return { value };
}

function chosen<Value>(one: One<Value>): Value | null {
  return "value" in one ? one.value : null;
}

export const orderSorts = ["placed", "total", "net"] as const;
const PAGE_SIZE = 50;

/** Everything that an address asks of the list of orders. */
export type AskedOrders = {
  readonly range: DateRange;
  readonly query: OrderQuery;
  readonly table: TableQuery<(typeof orderSorts)[number]>;
};

type Known = { readonly today: string; readonly firstDay: string; readonly knowsFirst: boolean };

/**
 * Reads an address of the list of orders: its days, what they are narrowed to, how they are sorted and which page of them. Where a customer's
 * first order is not known (`knowsFirst` is false) they are not narrowed to first or later ones. `problem` is a sentence for the page.
 */
export function askedOrders(params: URLSearchParams, { today, firstDay, knowsFirst }: Known): AskedOrders | { readonly problem: string } {
  const range = parseDateRange(params, today, firstDay);
  const query = parseOrderQuery(params);
  const table = parseTable(withinPages(params), { sortable: orderSorts, first: "-placed", size: PAGE_SIZE });
  if ("problem" in range) return range;
  if ("problem" in query) return query;
  const { kind } = query.query;
  if (!knowsFirst && (kind === "first" || kind === "later"))
    return { problem: "Which orders are a customer’s first needs the whole history of orders, which is not there." };
  return "problem" in table ? table : { ...range, ...query, ...table };
}

/** No page begins beyond so many orders: who looks further narrows the list, or turns its order round. */
export const DEEPEST = 10_000;
const LAST_PAGE = "1000000";

/** A page of any size is a page: that there are not so many is said with how many there are. */
function withinPages(params: URLSearchParams): URLSearchParams {
  const within = new URLSearchParams(params);
  const page = within.get("page") ?? "1";
  if (/^[1-9]\d{6,}$/.test(page)) within.set("page", LAST_PAGE);
  return within;
}

/** Why a page that begins at DEEPEST or beyond it is not shown, of so many orders. */
export function tooDeep({ page, size }: TableQuery, orders: number): string {
  const pages = Math.ceil(orders / size);
  if (page > pages) return `There are only ${pages} pages of these orders, and the address asks for one beyond.`;
  return `Page ${page} of ${pages} is too deep: the first ${DEEPEST} orders can be leafed through. Narrow the dates, filter, or turn the order round.`;
}

/** What the insights take of a query: `found` are the customers that Shopify knows by the words searched for. */
export function filtersOf(query: OrderQuery, { from, to }: Days, found: readonly string[] = []) {
  const { is, channel, search, ...rest } = query;
  return {
    ...rest,
    from,
    to,
    is: [...is],
    channel: channel === null ? null : { name: channelOf(channel) },
    search: search === null ? null : { name: search, customers: [...found] },
  };
}

/**
 * The parameters that an address of orders stands for. One that searches and names no days means all of them: who looks for an order does
 * not know when it was.
 */
export function orderParams(params: URLSearchParams): URLSearchParams {
  const own = ownParams(params);
  const namesDays = ["range", "from", "to"].some((name) => own.has(name));
  if ((own.get("q") ?? "").trim() !== "" && !namesDays) own.set("range", "all");
  return own;
}

/** Whether the words are the name of an order and of nobody: one word with a digit in it, such as "#1001", "1001" or "EN-1001". */
export function isOrderName(words: string): boolean {
  return /^#?[\w-]*\d[\w-]*#?$/.test(words);
}
