import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** What app/env.server.ts asks for, with the database to measure on. */
export function environment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: "bench",
    SHOPIFY_API_SECRET: "bench",
    SHOPIFY_APP_URL: "http://localhost:3000",
    TOKEN_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32).toString("base64")}`,
    LOG_LEVEL: "error",
  };
}

/** Runs a script of this folder in a process of its own, with flags for Node where some are given, and gives its last line. */
export async function run(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  flags: readonly string[] = [],
): Promise<string> {
  const child = spawn(process.execPath, [...flags, script, ...args], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return said.trim().split("\n").at(-1) ?? "";
}

/** Serves a file from a process of its own while `work` runs, at the address that it is given. */
export async function served<T>(path: string, work: (url: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ["file-server.ts", path], { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] });
  try {
    for await (const url of createInterface({ input: child.stdout })) return await work(url);
    throw new Error("the file server has ended");
  } finally {
    child.kill();
  }
}
