import { expect, test } from "vitest";
import { changedQuery } from "./address.ts";

test("an address keeps what is the page's own, and never what Admin added", () => {
  const params = new URLSearchParams("range=last7&page=3&hmac=x&id_token=secret&shop=a.myshopify.com&locale=de");

  expect(changedQuery(params, { sort: "-net", page: null })).toBe("?range=last7&sort=-net");
  expect(changedQuery(params, { range: null, page: null })).toBe("");
});
