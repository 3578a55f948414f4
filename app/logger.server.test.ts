import { expect, test } from "vitest";
import { withoutSecrets } from "./logger.server.ts";

test("a logged address loses its session token and keeps the rest", () => {
  expect(withoutSecrets('{"url":"/app?shop=a.myshopify.com&id_token=eyJhbGci.eyJpc3M.c2ln&embedded=1"}')).toBe(
    '{"url":"/app?shop=a.myshopify.com&id_token=[cut]&embedded=1"}',
  );
});

test("tokens are cut out of any text", () => {
  expect(withoutSecrets("used shpat_0a1b-2c and shprt_9z")).toBe("used [cut] and [cut]");
  expect(withoutSecrets("Authorization: Bearer abc.def-1~2+/=")).toBe("Authorization: Bearer [cut]");
  expect(withoutSecrets("got eyJhbGci.eyJpc3M.c2ln here")).toBe("got [cut] here");
});

test("the password of a database's address is cut out, and the line stays JSON", () => {
  expect(withoutSecrets("at postgres://tillwise:s3cret@127.0.0.1:5432/tillwise")).toBe(
    "at postgres://tillwise:[cut]@127.0.0.1:5432/tillwise",
  );
  const line = '{"a":"http://localhost:3000/x","b":"y@z"}';
  expect(withoutSecrets(line)).toBe(line);
});
