import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readSubscriptions } from "./subscriptions.ts";

function tomlOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "subscriptions-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "shopify.app.toml");
  writeFileSync(file, `client_id = "x"\n[webhooks]\napi_version = "2026-10"\n${text}`);
  return file;
}

test("reads topics, their fields and addresses, and compliance topics", () => {
  const file = tomlOf(`
[[webhooks.subscriptions]]
topics = ["orders/create", "orders/updated"]
uri = "/webhooks"
include_fields = ["id"]

[[webhooks.subscriptions]]
compliance_topics = ["shop/redact"]
uri = "https://elsewhere.example/redact"
`);

  expect(readSubscriptions(file)).toEqual({
    apiVersion: "2026-10",
    list: [
      { topic: "orders/create", uri: "/webhooks", includeFields: ["id"] },
      { topic: "orders/updated", uri: "/webhooks", includeFields: ["id"] },
      { topic: "shop/redact", uri: "https://elsewhere.example/redact", includeFields: null },
    ],
  });
});

test("reads the app's own", () => {
  const { list } = readSubscriptions(new URL("../../../shopify.app.toml", import.meta.url));

  expect(list.map(({ topic }) => topic)).toEqual(expect.arrayContaining(["orders/create", "carts/update", "customers/redact"]));
});

test("refuses what it does not do", () => {
  const file = tomlOf('[[webhooks.subscriptions]]\ntopics = ["orders/create"]\nuri = "/webhooks"\nfilter = "total_price:>10"\n');

  expect(() => readSubscriptions(file)).toThrow("filter");
});
