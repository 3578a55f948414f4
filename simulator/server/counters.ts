/** One answered request for a bulk file: what was asked for and how many bytes went out. */
export type FileRequest = {
  readonly operationId: string;
  readonly range: string | null;
  readonly status: number;
  readonly firstByte: number;
  bytesSent: number;
};

/** What the app has asked of one shop, for tests to look at. */
export type Counters = {
  tokenExchanges: number;
  tokenRefreshes: number;
  refusedTokens: number;
  graphqlCalls: number;
  throttledCalls: number;
  unauthorizedCalls: number;
  pointsSpent: number;
  /** Lines of bulk files that were made unreadable. */
  spoiledLines: number;
  readonly fileRequests: FileRequest[];
};

export function newCounters(): Counters {
  return {
    tokenExchanges: 0,
    tokenRefreshes: 0,
    refusedTokens: 0,
    graphqlCalls: 0,
    throttledCalls: 0,
    unauthorizedCalls: 0,
    pointsSpent: 0,
    spoiledLines: 0,
    fileRequests: [],
  };
}
