/** Why a record cannot be taken in: names the field, and what is wrong with it. The record is kept aside; the rest goes on. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

const SHOWN = 80;

/** A refusal of one field: refusal("quantity", "many", "is no whole number") says `quantity is no whole number: "many"`. */
export function refusal(field: string, value: unknown, wrong: string): Refusal {
  if (value === undefined) return new Refusal(`${field} is missing`);
  const shown = JSON.stringify(value);
  return new Refusal(`${field} ${wrong}: ${shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown}`);
}
