/** Node's and PostgreSQL's codes, and Prisma's, for: no server there, not yet or no longer; no connection to be had. */
const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "53300",
  "57P01",
  "57P02",
  "57P03",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
]);
const AWAY_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|the database system is/i;
const DEPTH = 5;

/** Whether an error, or what caused it, says that the database cannot be reached: the same call may succeed once it is back. */
export function isDatabaseAway(error: unknown, depth = DEPTH): boolean {
  if (!(error instanceof Error) || depth === 0 || isOfShopify(error)) return false;
  if ("code" in error && typeof error.code === "string" && AWAY.has(error.code)) return true;
  if (AWAY_MESSAGE.test(error.message)) return true;
  const below = [error.cause, ...(error instanceof AggregateError ? error.errors : [])];
  return below.some((inner) => isDatabaseAway(inner, depth - 1));
}

/** A broken connection to Shopify carries the same codes. */
function isOfShopify(error: Error): boolean {
  return "remedy" in error;
}
