/** Digits that a number of JavaScript may not hold. */
const LONG_NUMBER = /\d{16}/;

/**
 * Reads JSON without losing a digit: an integer that a number cannot hold exactly (an id above 2^53) comes as the text that stood there,
 * everything else as `JSON.parse` gives it. Throws SyntaxError on what is no JSON.
 */
export function parseExactly(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
}

function exactly(_key: string, value: unknown, place?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || place?.source === undefined) return value;
  return /^-?\d+$/.test(place.source) && String(value) !== place.source ? place.source : value;
}
