import { expect, test } from "vitest";
import { createCipher, UnreadableSecret } from "./cipher.ts";

const OLD = `old:${Buffer.alloc(32, 1).toString("base64")}`;
const NEW = `new:${Buffer.alloc(32, 2).toString("base64")}`;

test("what was sealed opens in its place, and does not show", () => {
  const cipher = createCipher(OLD);
  const sealed = cipher.seal("shpat_ä1", "session 1: accessToken");

  expect(sealed).toMatch(/^enc:old:[\w-]+$/);
  expect(sealed).not.toContain("shpat");
  expect(cipher.open(sealed, "session 1: accessToken")).toBe("shpat_ä1");
  expect(cipher.seal("shpat_ä1", "session 1: accessToken")).not.toBe(sealed);
});

test("after a rotation the new key seals and the old one still opens", () => {
  const sealedBefore = createCipher(OLD).seal("shpat_1", "here");
  const rotated = createCipher(`${NEW},${OLD}`);

  expect(rotated.open(sealedBefore, "here")).toBe("shpat_1");
  expect(rotated.seal("shpat_1", "here")).toMatch(/^enc:new:/);
});

test("a key that is gone is named, with what to do", () => {
  const sealed = createCipher(OLD).seal("shpat_1", "session 1: accessToken");

  expect(() => createCipher(NEW).open(sealed, "session 1: accessToken")).toThrow(
    'session 1: accessToken is encrypted with the key "old", which TOKEN_ENCRYPTION_KEYS does not list. Put that key back.',
  );
});

test("another key of the same name, a moved text and a changed one do not open", () => {
  const cipher = createCipher(OLD);
  const sealed = cipher.seal("shpat_1", "session 1: accessToken");
  const changed = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");

  expect(() => createCipher(`old:${Buffer.alloc(32, 9).toString("base64")}`).open(sealed, "session 1: accessToken")).toThrow(
    UnreadableSecret,
  );
  expect(() => cipher.open(sealed, "session 2: accessToken")).toThrow(UnreadableSecret);
  expect(() => cipher.open(changed, "session 1: accessToken")).toThrow(UnreadableSecret);
});

test("plain text is never taken for sealed text", () => {
  expect(() => createCipher(OLD).open("shpat_1", "session 1: accessToken")).toThrow("is not encrypted");
});
