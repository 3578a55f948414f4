const SLOT_DIGITS = 4;
const SLOTS = 10 ** SLOT_DIGITS;
const ZERO = 48;

/**
 * The orders of the agreements that were read last: a sale names its agreement only. A fixed number of slots, by an agreement's last
 * digits, so that it neither grows with a file nor leaves garbage; what a later one has overwritten is found at the end of the load, in
 * SQL.
 */
export class AgreementOrders {
  readonly #agreements = new BigInt64Array(SLOTS);
  readonly #orders = new BigInt64Array(SLOTS);

  remember(agreementId: string, orderId: string): void {
    const slot = slotOf(agreementId);
    this.#agreements[slot] = BigInt(agreementId);
    this.#orders[slot] = BigInt(orderId);
  }

  find(agreementId: string): string | undefined {
    const slot = slotOf(agreementId);
    return this.#agreements[slot] === BigInt(agreementId) ? String(this.#orders[slot]) : undefined;
  }
}

function slotOf(id: string): number {
  let slot = 0;
  for (let at = Math.max(0, id.length - SLOT_DIGITS); at < id.length; at++) slot = slot * 10 + id.charCodeAt(at) - ZERO;
  return slot;
}
