import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

const ACCESS_TOKEN_SECONDS = 3600;
const ONLINE_TOKEN_SECONDS = 86_399;
const REFRESH_TOKEN_SECONDS = 7_776_000;
const FOR_EVER_SECONDS = 0;

type Kind = "shpat" | "shpua" | "shprt";
type Token = { readonly kind: Kind; readonly issuedAt: number; readonly lifeSeconds: number };

/** An offline token that lives an hour, with the token that renews it; seconds are lifetimes. */
export type TokenPair = { accessToken: string; expiresIn: number; refreshToken: string; refreshTokenExpiresIn: number };

/**
 * The access and refresh tokens that one shop has given to the app. Tokens are sealed with a key rather than remembered, so that those of
 * an earlier run of the stand-in go on to open the shop: Shopify forgets no installation either.
 */
export class TokenBook {
  readonly #clock: Pick<Clock, "now">;
  readonly #key: string;
  /** Refresh tokens that are used up, and for each new one the token that it replaces. */
  readonly #retired = new Set<string>();
  readonly #replaces = new Map<string, string>();
  /** Instants up to which tokens of a kind are dead. */
  #deadUntil: Record<Kind, number> = { shpat: 0, shpua: 0, shprt: 0 };
  /** The latest instant of issue. It can be ahead of the clock: a token issued in the millisecond of a revocation comes after it. */
  #lastIssuedAt = 0;

  constructor(clock: Pick<Clock, "now">, key: string) {
    this.#clock = clock;
    this.#key = key;
  }

  issueOffline(): string {
    return this.#seal("shpat", FOR_EVER_SECONDS);
  }

  issueOnline(): { accessToken: string; expiresIn: number } {
    return { accessToken: this.#seal("shpua", ONLINE_TOKEN_SECONDS), expiresIn: ONLINE_TOKEN_SECONDS };
  }

  /** A new pair from a token exchange. It replaces the pairs before it: their refresh tokens are dead, their access tokens run out. */
  issuePair(): TokenPair {
    this.#deadUntil.shprt = this.#endOfAllBefore();
    return this.#newPair(null);
  }

  /**
   * A new pair for a refresh token; null where it is unknown, expired or retired. As Shopify has it since 2026-08-28, a refresh token may
   * be used again, in case its answer was lost, until its replacement is used: then it is retired.
   */
  refresh(value: string): TokenPair | null {
    if (!this.#isLive(value, "shprt") || this.#retired.has(value)) return null;
    const replaced = this.#replaces.get(value);
    if (replaced !== undefined) this.#retired.add(replaced);
    return this.#newPair(value);
  }

  /** Whether an access token opens this shop now. */
  isLive(value: string): boolean {
    return this.#isLive(value, "shpat") || this.#isLive(value, "shpua");
  }

  /** Ends every access token now, as an hour would; refresh tokens stay. */
  expireAccessTokens(): void {
    const until = this.#endOfAllBefore();
    this.#deadUntil = { ...this.#deadUntil, shpat: until, shpua: until };
  }

  revokeAll(): void {
    const until = this.#endOfAllBefore();
    this.#deadUntil = { shpat: until, shpua: until, shprt: until };
  }

  #endOfAllBefore(): number {
    return Math.max(this.#clock.now(), this.#lastIssuedAt);
  }

  #newPair(replaces: string | null): TokenPair {
    const refreshToken = this.#seal("shprt", REFRESH_TOKEN_SECONDS);
    if (replaces !== null) this.#replaces.set(refreshToken, replaces);
    return {
      accessToken: this.#seal("shpat", ACCESS_TOKEN_SECONDS),
      expiresIn: ACCESS_TOKEN_SECONDS,
      refreshToken,
      refreshTokenExpiresIn: REFRESH_TOKEN_SECONDS,
    };
  }

  /** A token is its kind, instant of issue and lifetime, some chance, and the seal over them. */
  #seal(kind: Kind, lifeSeconds: number): string {
    const issuedAt = Math.max(this.#clock.now(), this.#deadUntil[kind] + 1);
    this.#lastIssuedAt = Math.max(this.#lastIssuedAt, issuedAt);
    const body = `${issuedAt.toString(16).padStart(12, "0")}${lifeSeconds.toString(16).padStart(8, "0")}${randomBytes(6).toString("hex")}`;
    return `${kind}_${body}${this.#sealOf(kind + body)}`;
  }

  #open(value: string): Token | null {
    const [, kind, body = "", seal] = /^(shpat|shpua|shprt)_([0-9a-f]{32})([0-9a-f]{32})$/.exec(value) ?? [];
    if ((kind !== "shpat" && kind !== "shpua" && kind !== "shprt") || seal !== this.#sealOf(kind + body)) return null;
    return { kind, issuedAt: Number.parseInt(body.slice(0, 12), 16), lifeSeconds: Number.parseInt(body.slice(12, 20), 16) };
  }

  #isLive(value: string, kind: Kind): boolean {
    const token = this.#open(value);
    if (token?.kind !== kind || token.issuedAt <= this.#deadUntil[kind]) return false;
    return token.lifeSeconds === FOR_EVER_SECONDS || token.issuedAt + token.lifeSeconds * 1000 > this.#clock.now();
  }

  #sealOf(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("hex").slice(0, 32);
  }
}
