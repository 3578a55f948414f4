import { readFileSync } from "node:fs";
import { GraphQLError, type GraphQLOutputType, getNamedType } from "graphql";
import { z } from "zod";
import type { HostedShop } from "../hosted-shop.ts";
import { API_VERSION, nodeTypeName } from "./schema.ts";

const rule = z.object({ access: z.string().optional(), protected: z.boolean().optional() });
let rules: Readonly<Record<string, z.infer<typeof rule>>> | undefined;

/** What the schema says of a type ("Order") or field ("Customer.email"): the access it requires, whether it is protected customer data. */
export function accessRule(path: string): z.infer<typeof rule> | undefined {
  rules ??= z
    .record(z.string(), rule)
    .parse(JSON.parse(readFileSync(new URL(`../../schema/admin-${API_VERSION}.access.json`, import.meta.url), "utf8")));
  return rules[path];
}

/**
 * The scopes of which a statement of required access asks for one: "`read_a` access scope or `read_b` access scope. Also: …" names a and b.
 * Empty where it asks for something else than a scope. What follows "Also:" concerns the staff member, not the app.
 */
export function scopesOf(statement: string): readonly string[] {
  const [own = ""] = statement.split("Also:");
  return [...own.matchAll(/`((?:unauthenticated_)?(?:read|write)_\w+)`/g)].map(([, scope = ""]) => scope);
}

/** What one shop lets the app see. */
export class Access {
  readonly #hosted: HostedShop;
  readonly #granted: ReadonlySet<string>;
  readonly #answers = new Map<string, string | null>();

  constructor(hosted: HostedShop) {
    this.#hosted = hosted;
    const scopes = hosted.shop.scopes;
    this.#granted = new Set([
      ...scopes,
      ...scopes.filter((scope) => scope.startsWith("write_")).map((scope) => scope.replace("write_", "read_")),
    ]);
  }

  /** The unmet requirement of a field, in the schema's words, or null where the app may read it. */
  denied(parentType: string, field: string, type: GraphQLOutputType): string | null {
    const path = `${parentType}.${field}`;
    let answer = this.#answers.get(path);
    if (answer === undefined) {
      const paths = [path, parentType, getNamedType(type).name, nodeTypeName(type) ?? ""];
      answer = paths.map((each) => this.#unmet(accessRule(each)?.access)).find((each) => each !== null) ?? null;
      this.#answers.set(path, answer);
    }
    return answer;
  }

  /** Whether a field is protected customer data that this app has no approval for. */
  withheld(parentType: string, field: string): boolean {
    return !this.#hosted.protectedDataApproved && accessRule(`${parentType}.${field}`)?.protected === true;
  }

  /** Whether an object is out of reach: an order older than 60 days, to an app without `read_all_orders`. */
  hidden(object: unknown): boolean {
    const oldest = this.#hosted.oldestVisibleOrderAt();
    if (oldest === null || typeof object !== "object" || object === null) return false;
    if (!("__typename" in object) || object.__typename !== "Order" || !("createdAt" in object)) return false;
    return String(object.createdAt) < oldest;
  }

  #unmet(statement: string | undefined): string | null {
    if (!statement) return null;
    if (statement.includes("Level 2") && !this.#hosted.protectedDataApproved) return statement;
    const scopes = scopesOf(statement);
    return scopes.length === 0 || scopes.some((scope) => this.#granted.has(scope)) ? null : statement;
  }
}

/** The error that Shopify gives for a field without access. */
export function accessDenied(field: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes", requiredAccess },
  });
}
