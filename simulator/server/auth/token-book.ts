import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

const ACCESS_TOKEN_SECONDS = 3600;
const ONLINE_TOKEN_SECONDS = 86_399;
const REFRESH_TOKEN_SECONDS = 7_776_000;

type AccessToken = { readonly value: string; expiresAt: number | null };
type RefreshToken = { readonly value: string; readonly expiresAt: number; readonly replaces: string | null };

/** An offline token that lives an hour, with the token that renews it; seconds are lifetimes. */
export type TokenPair = { accessToken: string; expiresIn: number; refreshToken: string; refreshTokenExpiresIn: number };

/** The access and refresh tokens that one shop has given to the app. */
export class TokenBook {
  readonly #clock: Clock;
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issueOffline(): string {
    return this.#newAccess("shpat", null);
  }

  issueOnline(): { accessToken: string; expiresIn: number } {
    return { accessToken: this.#newAccess("shpua", ONLINE_TOKEN_SECONDS), expiresIn: ONLINE_TOKEN_SECONDS };
  }

  /** A new pair. A pair from a token exchange replaces the pairs before it: their refresh tokens are dead, their access tokens run out. */
  issuePair(): TokenPair {
    this.#refresh.clear();
    return this.#newPair(null);
  }

  /**
   * A new pair for a refresh token; null where it is unknown, expired or retired. As Shopify has it since 2026-08-28, a refresh token may
   * be used again, in case its answer was lost, until its replacement is used: then it is retired.
   */
  refresh(value: string): TokenPair | null {
    const token = this.#refresh.get(value);
    if (!token || token.expiresAt <= this.#clock.now()) return null;
    if (token.replaces) this.#refresh.delete(token.replaces);
    return this.#newPair(value);
  }

  /** Whether an access token opens this shop now. */
  isLive(value: string): boolean {
    const token = this.#access.get(value);
    return token !== undefined && (token.expiresAt === null || token.expiresAt > this.#clock.now());
  }

  /** Ends every access token now, as an hour would; refresh tokens stay. */
  expireAccessTokens(): void {
    for (const token of this.#access.values()) token.expiresAt = this.#clock.now();
  }

  revokeAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  #newPair(replaces: string | null): TokenPair {
    const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
    this.#refresh.set(refreshToken, { value: refreshToken, expiresAt: this.#clock.now() + REFRESH_TOKEN_SECONDS * 1000, replaces });
    return {
      accessToken: this.#newAccess("shpat", ACCESS_TOKEN_SECONDS),
      expiresIn: ACCESS_TOKEN_SECONDS,
      refreshToken,
      refreshTokenExpiresIn: REFRESH_TOKEN_SECONDS,
    };
  }

  #newAccess(prefix: string, lifeSeconds: number | null): string {
    const value = `${prefix}_${randomBytes(16).toString("hex")}`;
    this.#access.set(value, { value, expiresAt: lifeSeconds === null ? null : this.#clock.now() + lifeSeconds * 1000 });
    return value;
  }
}
