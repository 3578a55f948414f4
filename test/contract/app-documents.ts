import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { bulkDocument } from "../../app/shopify/bulk-operations/documents.ts";
import * as fetchDocuments from "../../app/shopify/fetch/documents.ts";

/** A GraphQL document of the app: its text, and where it stands. */
export type AppDocument = { readonly at: string; readonly text: string };

const OPERATION = /^\s*(?:#graphql\s)?\s*(?:query|mutation|subscription)\s+\w*\s*[({]/;
const RESOURCES = ["orders_recent", "orders_older", "customers", "products", "abandoned_checkouts"] as const;
const root = join(import.meta.dirname, "../..");

/** Every GraphQL document that the app can send: the texts in app/, and the bulk queries, which are put together when they are sent. */
export function appDocuments(): AppDocument[] {
  const files = globSync("app/**/*.{ts,tsx}", { cwd: root }).filter((file) => !/\.test\.|\.d\.ts$/.test(file));
  const splitAt = new Date("2026-01-01T00:00:00Z");
  const bulk = RESOURCES.flatMap((resource) => [
    { at: `bulk ${resource}`, text: bulkDocument(resource, { splitAt }) },
    { at: `bulk ${resource}, changes only`, text: bulkDocument(resource, { splitAt, changedSince: splitAt }) },
  ]);
  const fetched = Object.entries(fetchDocuments).map(([name, text]) => ({ at: `fetch ${name}`, text }));
  return [...files.flatMap(documentsIn), ...bulk, ...fetched];
}

function documentsIn(file: string): AppDocument[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: AppDocument[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateHead(node) && node.text.trimStart().startsWith("#graphql")) {
      throw new Error(`${file}: a document with pieces filled in cannot be checked; pass them as variables`);
    }
    if (ts.isStringLiteralLike(node) && OPERATION.test(node.text)) {
      found.push({ at: `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
