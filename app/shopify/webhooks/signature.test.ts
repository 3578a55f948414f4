import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isSigned } from "./signature.ts";

const body = Buffer.from('{"id":1}');
const signedWith = (secret: string) => createHmac("sha256", secret).update(body).digest("base64");

test("a signature by any secret of the list holds, and only over the same bytes", () => {
  expect(isSigned(body, signedWith("new"), ["new", "old"])).toBe(true);
  expect(isSigned(body, signedWith("old"), ["new", "old"])).toBe(true);
  expect(isSigned(body, signedWith("older"), ["new", "old"])).toBe(false);
  expect(isSigned(Buffer.from('{"id":2}'), signedWith("new"), ["new"])).toBe(false);
});

test("the signature that Shopify's rule gives is the known one", () => {
  // printf '{"id":1}' | openssl dgst -sha256 -hmac hush -binary | base64
  expect(isSigned(body, "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=", ["hush"])).toBe(true);
});

test.each(["", "x", "====", `${"A".repeat(43)}=`, `${"A".repeat(64)}`, "ä".repeat(44)])("%o is no signature", (signature) => {
  expect(isSigned(body, signature, ["new", "old"])).toBe(false);
});
