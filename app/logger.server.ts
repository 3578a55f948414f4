import pino from "pino";
import { env } from "./env.server.ts";

/** Fields that are never written, at any depth up to three: secrets, and what could name a person. */
const SECRETS = [
  "accessToken",
  "access_token",
  "refreshToken",
  "refresh_token",
  "id_token",
  "idToken",
  "subject_token",
  "client_secret",
  "apiSecretKey",
  "authorization",
  "Authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "hmac",
  "email",
  "phone",
  "firstName",
  "lastName",
  "first_name",
  "last_name",
  "displayName",
  "address1",
  "address2",
  "X-Shopify-Access-Token",
  "x-shopify-access-token",
];

/** The ways by which a field is reached: at the top, and one, two or three levels down. */
function paths(field: string): string[] {
  const key = field.includes("-") ? `["${field}"]` : field;
  const below = field.includes("-") ? key : `.${key}`;
  return [key, `*${below}`, `*.*${below}`, `*.*.*${below}`];
}

/** Text with everything cut out that opens a door: session tokens, access tokens, bearer headers, secrets in addresses. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b(id_token|hmac|access_token|refresh_token|client_secret|subject_token|session)=[^&\s"']+/g, "$1=[cut]")
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, "[cut]")
    .replace(/\bshp(at|rt|ss|ua|ca|pa)_[\w-]+/g, "[cut]")
    .replace(/(:\/\/[^:@/\s"]+):[^@/\s"]+@/g, "$1:[cut]@")
    .replace(/\bBearer\s+[\w.~+/-]+=*/g, "Bearer [cut]");
}

/** The app's only writer of logs: one line of JSON each, on standard output, without secrets and without people. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRETS.flatMap(paths), censor: "[cut]" },
  hooks: { streamWrite: withoutSecrets },
});
