const TIMEOUT_MS = 30_000;

type Fetch = (...parameters: Parameters<typeof fetch>) => Promise<Response>;

/**
 * A fetch for Shopify: gives up after 30 s, and, where `endpoint` names a stand-in, asks that instead: what is meant for
 * https://{shop}.myshopify.com/… goes to {endpoint}/shops/{shop}.myshopify.com/….
 */
export function adminFetch(endpoint?: string): Fetch {
  return (input, init) => {
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(init?.signal ? [init.signal] : [])]);
    return fetch(endpoint ? standIn(input, endpoint) : input, { ...init, signal });
  };
}

function standIn(input: string | URL | Request, endpoint: string): string | URL | Request {
  const { hostname, pathname, search } = new URL(input instanceof Request ? input.url : input);
  if (!hostname.endsWith(".myshopify.com")) return input;
  const url = new URL(`/shops/${hostname}${pathname}${search}`, endpoint);
  return input instanceof Request ? new Request(url, input) : url;
}
