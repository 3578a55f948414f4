import { z } from "zod";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const url = (protocols: readonly string[], remedy: string) =>
  z.string({ error: remedy }).refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error: remedy });

const web = ["http:", "https:"];
const postgres = ["postgres:", "postgresql:"];
const isLoopback = (text: string) => URL.canParse(text) && web.includes(new URL(text).protocol) && LOOPBACK.has(new URL(text).hostname);

const isKeyList = (text: string) =>
  text.split(",").every((entry) => {
    const [, id, key] = /^([a-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry.trim()) ?? [];
    return id !== undefined && key !== undefined && Buffer.from(key, "base64").length === 32;
  });

/** Every variable that Tillwise reads. A message says what the variable must be and where to get it, never what it was. */
const schema = z
  .object({
    NODE_ENV: z
      .enum(["development", "test", "production"], { error: 'must be "development", "test" or "production".' })
      .default("development"),
    PORT: z.coerce.number({ error: "must be a port number." }).int().min(0).max(65_535, { error: "must be a port number." }).default(3000),
    HOST: z.string().default("127.0.0.1"),
    LOG_LEVEL: z
      .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
        error: "must be a level of pino: trace, debug, info, warn, error, fatal, silent.",
      })
      .default("info"),
    SHOPIFY_API_KEY: z.string({ error: "is the app's client id: `shopify app dev` sets it; elsewhere copy it from the Dev Dashboard." }),
    SHOPIFY_API_SECRET: z.string({
      error: "is the app's client secret: `shopify app dev` sets it; elsewhere copy it from the Dev Dashboard.",
    }),
    SHOPIFY_API_SECRET_PREVIOUS: z
      .string()
      .default("")
      .transform((list) => list.split(",").flatMap((secret) => secret.trim() || [])),
    SHOPIFY_APP_URL: url(
      web,
      "must be the address at which Shopify reaches the app, such as https://tillwise.example; `shopify app dev` sets it.",
    ),
    SCOPES: z.string().optional(),
    DATABASE_URL: url(
      postgres,
      "must be the PostgreSQL address of the app's own role, which owns nothing; `shopify app dev` and `npm run demo` bring a server of their own.",
    ),
    DATABASE_OWNER_URL: url(
      postgres,
      "must be the PostgreSQL address of the role that owns the tables; `npm run setup` migrates with it.",
    ).optional(),
    TOKEN_ENCRYPTION_KEYS: z
      .string({ error: "must list the keys that encrypt access tokens, as id:key[,id:key]. Make a key: openssl rand -base64 32" })
      .refine(isKeyList, { error: "must list keys as id:key[,id:key], each key 32 bytes in base64. Make one: openssl rand -base64 32" }),
    SHOPIFY_ADMIN_ENDPOINT: z
      .string()
      .refine(isLoopback, {
        error:
          "replaces Shopify by a local stand-in: only a loopback address (http://localhost:…) is accepted. Unset it to speak with Shopify.",
      })
      .optional(),
    APP_BRIDGE_URL: z
      .string()
      .refine(isLoopback, {
        error: "replaces Shopify's App Bridge by a local stand-in: only a loopback address is accepted. Unset it to use Shopify's.",
      })
      .optional(),
  })
  .refine((values) => values.APP_BRIDGE_URL === undefined || values.SHOPIFY_ADMIN_ENDPOINT !== undefined, {
    path: ["APP_BRIDGE_URL"],
    error: "is accepted only together with SHOPIFY_ADMIN_ENDPOINT. Unset it to use Shopify's App Bridge.",
  });

export type Environment = z.infer<typeof schema>;

/**
 * Reads the environment once, at start. If it is not whole, the process ends with exit code 1 and one message that names each
 * variable and its remedy. An empty variable counts as not set.
 */
function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const findings = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `  ${name} ${name in given ? "is set, but" : "is not set. It"} ${message}`;
  });
  process.stderr.write(
    `Tillwise cannot start: its environment is not complete (.env.example names every variable).\n${findings.join("\n")}\n`,
  );
  process.exit(1);
}

/** The checked environment. Nothing else in the app reads `process.env`. */
export const env: Environment = readEnvironment(process.env);
