import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../app/routes");
/** All but resource routes that have nothing to do with sessions: those answer by themselves. */
const files = globSync("**/*.{ts,tsx}", { cwd: folder })
  .filter((file) => !/\.test\./.test(file))
  .filter((file) => /^export default|\bauthenticate(Shop\(|\.)/m.test(readFileSync(join(folder, file), "utf8")));

test("the routes are found", () => {
  expect(files).toEqual(expect.arrayContaining(["app.tsx", "app._index.tsx", "auth.$.tsx"]));
});

// without it the library's 401 loses the header by which App Bridge tries again (docs/architecture.md)
test.each(files)("%s hands on the headers of what it threw or returned", async (file) => {
  const route: { headers?: (args: Record<string, Headers | undefined>) => Headers } = await import(join(folder, file));
  const none = new Headers();
  const retry = new Headers({ "X-Shopify-Retry-Invalid-Session-Request": "1" });
  const policy = new Headers({ "Content-Security-Policy": "frame-ancestors 'none';" });

  const thrown = route.headers?.({ parentHeaders: none, loaderHeaders: none, actionHeaders: none, errorHeaders: retry });
  expect(thrown?.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
  const returned = route.headers?.({ parentHeaders: policy, loaderHeaders: none, actionHeaders: none, errorHeaders: undefined });
  expect(returned?.get("Content-Security-Policy")).toBe("frame-ancestors 'none';");
});
