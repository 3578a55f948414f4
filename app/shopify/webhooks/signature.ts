import { createHmac, timingSafeEqual } from "node:crypto";

const BYTES = 32;

/**
 * Whether one of the app's secrets signed exactly these bytes: base64 of HMAC-SHA256. Takes as long for a wrong signature as for a right
 * one. More than one secret is needed for an hour after a rotation, while Shopify may still sign with the old one.
 */
export function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.alloc(BYTES);
  const wellFormed = /^[A-Za-z0-9+/]{43}=$/.test(signature);
  if (wellFormed) given.write(signature, "base64");
  let signed = false;
  for (const secret of secrets) {
    const expected = createHmac("sha256", secret).update(body).digest();
    if (timingSafeEqual(expected, given)) signed = true;
  }
  return wellFormed && signed;
}
