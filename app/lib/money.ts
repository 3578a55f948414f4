/** Currencies whose smallest unit is not a hundredth (ISO 4217); all others have two decimals. */
const exponents = new Map<string, number>([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map(
    (currency) => [currency, 0] as const,
  ),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((currency) => [currency, 3] as const),
]);

const MAX_SAFE_DIGITS = 15;
const MAX_BIGINT = 9_223_372_036_854_775_807n;
const [ZERO, NINE, MINUS, POINT] = [48, 57, 45, 46];

/** How many decimals the currency's smallest unit has: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return exponents.get(currency) ?? 2;
}

/** Minor units as decimal text: ("-2540", "USD") is "-25.40". */
export function decimalAmount(minor: string | bigint, currency: string): string {
  const units = BigInt(minor);
  const digits = currencyExponent(currency);
  const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return units < 0n ? `-${decimal}` : decimal;
}

/**
 * A decimal amount as whole minor units in decimal digits: "25.4" with exponent 2 is "2540". Exact: null where the text is no plain
 * decimal, where it is finer than the minor unit, or where a bigint column cannot hold it.
 */
export function minorUnits(amount: string, exponent: number): string | null {
  const length = amount.length;
  const negative = amount.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  let point = -1;
  let units = 0;
  for (let at = start; at < length; at++) {
    const code = amount.charCodeAt(at);
    if (code === POINT && point < 0 && at > start && at < length - 1) point = at;
    else if (code < ZERO || code > NINE) return null;
    else if (point < 0 || at - point <= exponent) units = units * 10 + (code - ZERO);
    else if (code !== ZERO) return null; // finer than the currency's smallest unit
  }
  if (length === start) return null;
  const decimals = point < 0 ? 0 : Math.min(length - 1 - point, exponent);
  if (length - start + exponent > MAX_SAFE_DIGITS) return largeMinorUnits(amount, point, decimals, exponent);
  for (let missing = decimals; missing < exponent; missing++) units *= 10;
  return String(negative && units !== 0 ? -units : units);
}

/** The same for amounts beyond what a JS number holds exactly. */
function largeMinorUnits(amount: string, point: number, decimals: number, exponent: number): string | null {
  const digits = point < 0 ? amount : amount.slice(0, point) + amount.slice(point + 1, point + 1 + decimals);
  const units = BigInt(digits) * 10n ** BigInt(exponent - decimals);
  return units > MAX_BIGINT || units < -MAX_BIGINT ? null : units.toString();
}
