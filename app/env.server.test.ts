import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const KEY = Buffer.alloc(32, 7).toString("base64");
const whole = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "hush",
  SHOPIFY_APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgres://tillwise@127.0.0.1:5432/tillwise",
  TOKEN_ENCRYPTION_KEYS: `2026:${KEY}`,
};

/** Starts a process of its own, as the app starts: what it says and how it ends is what an operator sees. */
function start(variables: Record<string, string>) {
  const module = new URL("./env.server.ts", import.meta.url);
  const script = `const { env } = await import(${JSON.stringify(module.href)}); console.log(JSON.stringify(env));`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...variables, NODE_ENV: "development" },
    encoding: "utf8",
  });
}

test("a whole environment is read, with defaults", () => {
  const { status, stdout } = start(whole);

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", NODE_ENV: "development", LOG_LEVEL: "info" });
});

test("every missing variable is named with its remedy, without a stack, and the process ends with 1", () => {
  const { status, stderr } = start({});

  expect(status).toBe(1);
  for (const name of Object.keys(whole)) expect(stderr).toMatch(new RegExp(`^  ${name} is not set\\. It .{20,}`, "m"));
  expect(stderr).not.toContain("    at ");
});

test("secrets that were replaced are a list, empty unless it is given", () => {
  expect(JSON.parse(start(whole).stdout).SHOPIFY_API_SECRET_PREVIOUS).toEqual([]);
  expect(JSON.parse(start({ ...whole, SHOPIFY_API_SECRET_PREVIOUS: "old, older," }).stdout).SHOPIFY_API_SECRET_PREVIOUS).toEqual([
    "old",
    "older",
  ]);
});

test("an empty variable counts as not set", () => {
  expect(start({ ...whole, SHOPIFY_API_SECRET: " " }).stderr).toContain("SHOPIFY_API_SECRET is not set.");
});

test("a bad value is named and never repeated", () => {
  const { status, stderr } = start({
    ...whole,
    TOKEN_ENCRYPTION_KEYS: "2026:c2hvcnQ=",
    DATABASE_URL: "mysql://root:geheim@db/x",
    PORT: "80a",
  });

  expect(status).toBe(1);
  expect(stderr).toMatch(/TOKEN_ENCRYPTION_KEYS is set, but must list keys/);
  expect(stderr).toMatch(/DATABASE_URL is set, but must be the PostgreSQL address/);
  expect(stderr).toMatch(/PORT is set, but must be a port number/);
  expect(stderr).not.toMatch(/c2hvcnQ|geheim/);
});

test("only a loopback address may stand in for Shopify", () => {
  for (const endpoint of [
    "https://shopify.example",
    "http://localhost.example:1",
    "http://127.0.0.1.example",
    "file:///localhost",
    "//localhost",
  ]) {
    expect(start({ ...whole, SHOPIFY_ADMIN_ENDPOINT: endpoint })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("only a loopback address"),
    });
  }
  expect(
    start({ ...whole, SHOPIFY_ADMIN_ENDPOINT: "http://localhost:4000", APP_BRIDGE_URL: "http://localhost:4000/app-bridge.js" }).status,
  ).toBe(0);
});

test("another App Bridge needs another Admin", () => {
  expect(start({ ...whole, APP_BRIDGE_URL: "http://localhost:4000/app-bridge.js" }).stderr).toContain(
    "only together with SHOPIFY_ADMIN_ENDPOINT",
  );
});
