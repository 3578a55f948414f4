import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { topics } from "../../app/shopify/webhooks/topics.ts";

const root = join(import.meta.dirname, "../..");
const toml = readFileSync(join(root, "shopify.app.toml"), "utf8");
const docs = readFileSync(join(root, "docs/webhooks.md"), "utf8");

const compliance = ["customers/data_request", "customers/redact", "shop/redact"];

/** The subscriptions of shopify.app.toml: topic → what it includes. */
const subscribed = new Map(
  toml
    .split("[[webhooks.subscriptions]]")
    .slice(1)
    .flatMap((section) => {
      expect(section).toContain('uri = "/webhooks"');
      const isCompliance = section.includes("compliance_topics = ");
      const fields = listOf(section, "include_fields");
      return listOf(section, isCompliance ? "compliance_topics" : "topics").map((topic) => [topic, isCompliance ? null : fields] as const);
    }),
);

test("shopify.app.toml subscribes to the topics that the door understands, each once, with the fields that it reads", () => {
  expect(Object.fromEntries(subscribed)).toEqual(
    Object.fromEntries(Object.entries(topics).map(([topic, { includeFields }]) => [topic, includeFields])),
  );
  expect(toml.match(/"[a-z_]+\/[a-z_]+"/g)).toHaveLength(subscribed.size);
});

test("the three compliance topics are subscribed to as such", () => {
  expect([...subscribed].filter(([, fields]) => fields === null).map(([topic]) => topic)).toEqual(compliance);
});

test("each topic asks for what its id, its times and its shop are read from", () => {
  const wanting = Object.entries(topics).flatMap(([name, { id, related, times = [], shopAt, includeFields, keeps }]) => {
    if (includeFields === null || name === "customers/delete") return [];
    const read = [id.at, ...(related ? [related.at] : []), ...(keeps === "fields" ? times : []), ...(shopAt ? [shopAt] : [])];
    return read.filter((field) => !includeFields.includes(field)).map((field) => `${name}: ${field}`);
  });

  expect(wanting).toEqual([]);
});

test("docs/webhooks.md has a row for each topic", () => {
  const rows = docs.match(/^\| `[a-z_]+\/[a-z_]+`/gm)?.map((cell) => cell.slice(3, -1));

  expect(rows?.sort()).toEqual(Object.keys(topics).sort());
});

function listOf(section: string, key: string): string[] {
  const [, list = ""] = new RegExp(`^${key} = \\[([^\\]]*)\\]`, "m").exec(section) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, value = ""]) => value);
}
