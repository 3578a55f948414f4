import { Session } from "@shopify/shopify-api";
import { TokenRevoked } from "../errors.ts";
import type { SessionStorage } from "./session-storage.ts";
import { withTokenLock } from "./token-lock.ts";

/** A token with less life than this is renewed before it is used: the library's own margin. */
const MARGIN_MS = 5 * 60 * 1000;
/** What Shopify documents; assumed where an answer leaves it out, for a token without an end would never be renewed. */
const ASSUMED_LIFE_MS = 60 * 60 * 1000;

/** A session whose token can be used now. */
export type UsableSession = Session & { readonly accessToken: string };

export type OfflineSessions = {
  /** Whether the shop's stored token can be used now, so that nobody need ask for another. */
  isUsable(shopDomain: string): Promise<boolean>;
  /** The shop's offline session, renewed where needed, once, however many ask. Throws TokenRevoked when there is nothing to renew by. */
  load(shopDomain: string): Promise<UsableSession>;
  /** As `load`, after Shopify refused `refused`: renews unless somebody else already has. */
  replace(shopDomain: string, refused: string): Promise<UsableSession>;
  /** Drops the stored session if its token is still `refused`, so that the shop's next visit brings a new one. */
  forget(shopDomain: string, refused: string): Promise<void>;
};

type Parts = {
  readonly storage: SessionStorage;
  readonly offlineId: (shopDomain: string) => string;
  /** Asks Shopify for a new pair of tokens; throws TokenRevoked when it says no. */
  readonly refresh: (shopDomain: string, refreshToken: string) => Promise<Session>;
};

/** Offline sessions whose tokens are renewed under a lock: five requests at once lead to one refresh, across processes too. */
export function offlineSessions({ storage, offlineId, refresh }: Parts): OfflineSessions {
  const stored = (shopDomain: string) => storage.loadSession(offlineId(shopDomain));

  const renewed = (shopDomain: string, isGood: (session: UsableSession) => boolean) =>
    withTokenLock(shopDomain, async () => {
      const session = await stored(shopDomain);
      if (isUsable(session) && isGood(session)) return session;
      if (!session?.refreshToken) throw new TokenRevoked(shopDomain);
      const fresh = await refresh(shopDomain, session.refreshToken).catch(async (error: unknown) => {
        // a session that Shopify has revoked would stand in the way of a new one
        if (error instanceof TokenRevoked) await storage.deleteSession(session.id);
        throw error;
      });
      const kept = withRefreshToken(fresh, session);
      if (!isUsable(kept)) throw new TokenRevoked(shopDomain);
      await storage.storeSession(kept);
      return kept;
    });

  return {
    async isUsable(shopDomain) {
      return isUsable(await stored(shopDomain));
    },
    async load(shopDomain) {
      const session = await stored(shopDomain);
      return isUsable(session) ? session : renewed(shopDomain, () => true);
    },
    async replace(shopDomain, refused) {
      return renewed(shopDomain, (session) => session.accessToken !== refused);
    },
    async forget(shopDomain, refused) {
      await withTokenLock(shopDomain, async () => {
        const session = await stored(shopDomain);
        if (session?.accessToken === refused) await storage.deleteSession(session.id);
      });
    },
  };
}

/** The storage, giving every offline token an end when it is stored. */
export function withTokenEnds(storage: SessionStorage): SessionStorage {
  return {
    storeSession: (session) => storage.storeSession(withEnd(session)),
    loadSession: (id) => storage.loadSession(id),
    deleteSession: (id) => storage.deleteSession(id),
    deleteSessions: (ids) => storage.deleteSessions(ids),
    findSessionsByShop: (shop) => storage.findSessionsByShop(shop),
  };
}

/** The storage, calling `onToken` with the shop's domain after each offline token that was stored. */
export function withTokenNews(storage: SessionStorage, onToken: (shopDomain: string) => Promise<void>): SessionStorage {
  return {
    async storeSession(session) {
      const stored = await storage.storeSession(session);
      if (!session.isOnline && session.accessToken) await onToken(session.shop);
      return stored;
    },
    loadSession: (id) => storage.loadSession(id),
    deleteSession: (id) => storage.deleteSession(id),
    deleteSessions: (ids) => storage.deleteSessions(ids),
    findSessionsByShop: (shop) => storage.findSessionsByShop(shop),
  };
}

function isUsable(session: Session | undefined): session is UsableSession {
  return session?.isActive(undefined, MARGIN_MS) ?? false;
}

function withEnd(session: Session): Session {
  if (session.expires || session.isOnline || !session.accessToken) return session;
  return new Session({ ...session.toObject(), expires: new Date(Date.now() + ASSUMED_LIFE_MS) });
}

/** An answer without a refresh token leaves the one that we have. */
function withRefreshToken(fresh: Session, old: Session): Session {
  if (fresh.refreshToken || !old.refreshToken) return fresh;
  const { refreshToken, refreshTokenExpires } = old;
  return new Session({ ...fresh.toObject(), refreshToken, ...(refreshTokenExpires ? { refreshTokenExpires } : {}) });
}
