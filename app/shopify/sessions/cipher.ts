import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^enc:([a-z0-9_-]{1,32}):([A-Za-z0-9_-]+)$/;

/** Seals and opens short texts. `context` says where the text stands: text that was moved elsewhere does not open. */
export type Cipher = {
  seal(text: string, context: string): string;
  /** Throws UnreadableSecret when the text is not sealed, its key is not known, or it was changed or moved. */
  open(sealed: string, context: string): string;
};

/** A stored secret that cannot be opened. Its message names the place and the key, never the secret. */
export class UnreadableSecret extends Error {
  override readonly name = "UnreadableSecret";
}

/**
 * AES-256-GCM with the keys of "id:base64[,id:base64]": the first seals, all open, so that a key is rotated by putting a new one in front.
 * Sealed text reads "enc:<key id>:<iv, tag and ciphertext in base64url>".
 */
export function createCipher(keyList: string): Cipher {
  const keys = parseKeys(keyList);
  const [first] = keys;
  if (!first) throw new Error("a cipher needs at least one key");
  const [sealingId, sealingKey] = first;

  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealingKey, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `enc:${sealingId}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, context) {
      const [, id, payload] = SEALED.exec(sealed) ?? [];
      if (id === undefined || payload === undefined)
        throw new UnreadableSecret(`${context} is not encrypted. Delete it: it is asked for anew.`);
      const key = keys.get(id);
      if (!key) {
        throw new UnreadableSecret(
          `${context} is encrypted with the key "${id}", which TOKEN_ENCRYPTION_KEYS does not list. Put that key back.`,
        );
      }
      try {
        const bytes = Buffer.from(payload, "base64url");
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new UnreadableSecret(
          `${context} does not open with the key "${id}": the key in TOKEN_ENCRYPTION_KEYS is another one of that name, or the text was changed.`,
          { cause },
        );
      }
    },
  };
}

function parseKeys(keyList: string): Map<string, Buffer> {
  const entries = keyList.split(",").map((entry) => entry.trim());
  return new Map(
    entries.map((entry) => {
      const at = entry.indexOf(":");
      return [entry.slice(0, at), Buffer.from(entry.slice(at + 1), "base64")];
    }),
  );
}
