/**
 * Brings in Shopify's Admin schema: packs the npm package `@shopify/dev-mcp` (without installing it), takes its introspection of
 * one API version, drops the descriptions and writes two files beside this one: the SDL, and which access scopes each type and
 * field asks for. Run by hand when the API version changes: `node simulator/schema/refresh.ts 2026-10`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type IntrospectionQuery, printSchema } from "graphql";

interface Member {
  name: string;
  requiredAccess?: string | null;
  isProtected?: boolean;
}
interface IntrospectedType extends Member {
  fields?: Member[] | null;
}

const version = process.argv[2];
if (!version) throw new Error("Name the API version: node simulator/schema/refresh.ts 2026-10");
const folder = mkdtempSync(join(tmpdir(), "admin-schema-"));
try {
  execFileSync("npm", ["pack", "@shopify/dev-mcp@1.16.0", "--silent"], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (!archive) throw new Error("npm pack @shopify/dev-mcp left no archive");
  execFileSync("tar", ["xzf", archive, `package/dist/data/admin_${version}.json.gz`], { cwd: folder });
  const text = gunzipSync(readFileSync(join(folder, `package/dist/data/admin_${version}.json.gz`))).toString("utf8");
  const parsed = JSON.parse(text, (key, value) => (key === "description" ? null : value));
  const introspection: IntrospectionQuery = parsed.data ?? parsed;
  writeFileSync(new URL(`./admin-${version}.graphql`, import.meta.url), printSchema(buildClientSchema(introspection)));

  const access: Record<string, { access?: string; protected?: true }> = {};
  const note = (path: string, member: Member): void => {
    if (!member.requiredAccess && !member.isProtected) return;
    access[path] = {
      ...(member.requiredAccess ? { access: member.requiredAccess } : {}),
      ...(member.isProtected ? { protected: true } : {}),
    };
  };
  for (const type of introspection.__schema.types as unknown as IntrospectedType[]) {
    note(type.name, type);
    for (const field of type.fields ?? []) note(`${type.name}.${field.name}`, field);
  }
  writeFileSync(new URL(`./admin-${version}.access.json`, import.meta.url), `${JSON.stringify(access, null, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
