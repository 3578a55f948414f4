import { Session } from "@shopify/shopify-api";
import type { Cipher } from "./cipher.ts";
import type { SessionStorage } from "./session-storage.ts";

type AssociatedUser = NonNullable<Session["onlineAccessInfo"]>["associated_user"];

const PERSONAL = ["first_name", "last_name", "email"] as const;

/**
 * A session storage that keeps tokens, and the names and e-mail of staff, sealed in the storage below it. That one is made when it is
 * first needed, by `connect`; where this fails, the next call tries again.
 */
export function encryptingStorage(connect: () => Promise<SessionStorage>, cipher: Cipher): SessionStorage {
  let connecting: Promise<SessionStorage> | undefined;
  const storage = async (): Promise<SessionStorage> => {
    connecting ??= connect();
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  };

  return {
    async storeSession(session) {
      return (await storage()).storeSession(sealed(session, cipher));
    },
    async loadSession(id) {
      const session = await (await storage()).loadSession(id);
      return session && opened(session, cipher);
    },
    async deleteSession(id) {
      return (await storage()).deleteSession(id);
    },
    async deleteSessions(ids) {
      return (await storage()).deleteSessions(ids);
    },
    async findSessionsByShop(shop) {
      const sessions = await (await storage()).findSessionsByShop(shop);
      return sessions.map((session) => opened(session, cipher));
    },
  };
}

function sealed(session: Session, cipher: Cipher): Session {
  return mapped(session, (text, field) => cipher.seal(text, place(session, field)));
}

function opened(session: Session, cipher: Cipher): Session {
  return mapped(session, (text, field) => cipher.open(text, place(session, field)));
}

function mapped(session: Session, change: (text: string, field: string) => string): Session {
  const { accessToken, refreshToken, onlineAccessInfo } = session;
  return new Session({
    ...session.toObject(),
    ...(accessToken ? { accessToken: change(accessToken, "accessToken") } : {}),
    ...(refreshToken ? { refreshToken: change(refreshToken, "refreshToken") } : {}),
    ...(onlineAccessInfo
      ? { onlineAccessInfo: { ...onlineAccessInfo, associated_user: mappedUser(onlineAccessInfo.associated_user, change) } }
      : {}),
  });
}

/** The storage below turns what is absent into the text "null" or "undefined": that is no name of anyone's. */
function mappedUser(user: AssociatedUser, change: (text: string, field: string) => string): AssociatedUser {
  const changed = PERSONAL.map((field) => {
    const text = user[field];
    return [field, text && text !== "null" && text !== "undefined" ? change(text, field) : ""];
  });
  return { ...user, ...Object.fromEntries(changed) };
}

function place(session: Session, field: string): string {
  return `session ${session.id}: ${field}`;
}
