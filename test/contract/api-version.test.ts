import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apiVersion } from "../../app/shopify.server.ts";
import { appConfig } from "./app-config.ts";

const root = join(import.meta.dirname, "../..");

test("the app and its webhooks speak one version of the Admin API", () => {
  expect(apiVersion).toBe("2026-10");
  expect(appConfig.webhooksApiVersion).toBe(apiVersion);
});

test("only shopify.server.ts names the version", () => {
  const named = globSync(["app/**/*.{ts,tsx}", "worker/**/*.ts", "server.ts"], { cwd: root })
    .filter((file) => !/\.test\.|\.d\.ts$/.test(file))
    .filter((file) => /\b20\d\d-(01|04|07|10)\b(?!-)|ApiVersion\.\w+/.test(withoutComments(readFileSync(join(root, file), "utf8"))));

  expect(named).toEqual(["app/shopify.server.ts"]);
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}
