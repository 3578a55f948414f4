import { z } from "zod";

const times = z.coerce.number().int().min(0).default(0);
const percent = z.coerce.number().min(0).max(100);

/**
 * Every unkindness the stand-in can show, all off. A name ending in `Next` is a number of times: it counts down as it strikes.
 * The others hold until they are changed.
 */
export const faultSettings = z.strictObject({
  throttleNext: times.describe("GraphQL calls answered THROTTLED"),
  unauthorizedNext: times.describe("GraphQL calls answered 401"),
  serverErrorNext: times.describe("GraphQL calls answered 503"),
  dropNext: times.describe("GraphQL calls whose connection is dropped without an answer"),
  tokenServerErrorNext: times.describe("token requests answered 503"),
  expiredSessionTokenNext: times.describe("session tokens that have already expired"),
  forgedSessionTokenNext: times.describe("session tokens with a wrong signature"),
  bulkFailNext: times.describe("bulk operations that end FAILED with partial data"),
  bulkFailAtObject: z.coerce.number().int().min(1).default(100).describe("object at which such an operation fails"),
  bulkExpireNext: times.describe("bulk operations that end EXPIRED"),
  bulkStallNext: times.describe("bulk operations that stop making progress until they are cancelled"),
  bulkStallSeconds: times.describe("seconds after which Shopify itself cancels such an operation; 0 is never"),
  exportObjectsPerSecond: times.describe("pace of exports; 0 is as fast as it goes"),
  childrenFar: z.coerce.boolean().default(false).describe("all children stand at the end of the file"),
  duplicateEvery: times.describe("every so many root records, one stands twice in the file"),
  truncateNestedAt: times.describe("children given per parent and connection; 0 is all"),
  corruptLines: z.array(z.number().int().positive()).default([]).describe("line numbers that are no JSON"),
  idlessLines: z.array(z.number().int().positive()).default([]).describe("line numbers whose record has no id"),
  fileExpiredNext: times.describe("file requests whose address has expired: Shopify gives another to whoever asks again"),
  fileServerErrorNext: times.describe("file requests answered 503"),
  fileDropNext: times.describe("file requests cut off in the middle"),
  fileDropAfterBytes: z.coerce.number().int().min(0).default(65_536).describe("bytes after which such a request is cut off"),
  fileBytesPerSecond: times.describe("pace of downloads; 0 is as fast as it goes"),
  fileHoldAtBytes: times.describe("byte of a file at which downloads stand still until this is changed; 0 is nowhere"),
  webhookLoseNext: times.describe("webhooks that are never sent"),
  webhookLosePercent: percent.default(0).describe("per cent of webhooks that are never sent"),
  webhookDoubleNext: times.describe("webhooks that are sent twice"),
  webhookDoublePercent: percent.default(0).describe("per cent of webhooks that are sent twice"),
  webhookDelaySeconds: z.coerce.number().min(0).default(0).describe("seconds by which webhooks come late"),
  webhookDelayPercent: percent.default(100).describe("per cent of webhooks that come late by so much"),
  webhookShuffle: times.describe("webhooks held back until so many are together, then sent in another order"),
  webhookForgeNext: times.describe("webhooks that are preceded by one with a wrong signature"),
  webhookDropRepeatedSeconds: times.describe("seconds within which a webhook that says the same as one before is dropped"),
});

export type FaultSettings = z.infer<typeof faultSettings>;

/** The faults that strike a number of times. */
export type CountedFault = Extract<keyof FaultSettings, `${string}Next`>;

/** The faults of one shop. */
export class Faults {
  #settings: FaultSettings = faultSettings.parse({});

  get settings(): FaultSettings {
    return this.#settings;
  }

  /** Changes the named faults and leaves the others; throws a ZodError that names what is unknown or out of range. */
  set(changes: unknown): FaultSettings {
    this.#settings = faultSettings.parse({ ...this.#settings, ...z.record(z.string(), z.unknown()).parse(changes) });
    return this.#settings;
  }

  reset(): void {
    this.#settings = faultSettings.parse({});
  }

  /** Whether a counted fault strikes now; counts down where it does. */
  strikes(name: CountedFault): boolean {
    if (this.#settings[name] === 0) return false;
    this.#settings = { ...this.#settings, [name]: this.#settings[name] - 1 };
    return true;
  }
}
