import { isIP } from 'node:net';
import { Agent, fetch } from 'undici';
import { BlockedAddress, createGuardedLookup, isAllowedAddress } from './address-guard';

export interface GuardedFetchOptions {
  /** Hosts (`name` or `name:port`) inside private networks that may be reached, and without encryption. */
  readonly allowPrivateHosts: readonly string[];
  readonly timeoutMs?: number;
}

type GuardedRequest = Pick<RequestInit, 'method' | 'headers' | 'body'> & {
  /** Instead of the one of all requests, counted until the answer is read. */
  readonly timeoutMs?: number;
};

/**
 * `fetch` for libraries that bring their own protocol: only https to the public internet, every address checked before
 * it is connected to, no redirects, a deadline. @throws BlockedAddress
 */
export function createGuardedFetch({ allowPrivateHosts, timeoutMs: usualMs = 10_000 }: GuardedFetchOptions) {
  const agents = new Map([true, false].map((allowPrivate) => [allowPrivate, new Agent({ connect: { timeout: usualMs, lookup: createGuardedLookup(allowPrivate) } })]));
  return async (address: string, { timeoutMs = usualMs, ...request }: GuardedRequest = {}): Promise<Response> => {
    const url = new URL(address);
    const allowPrivate = allowPrivateHosts.includes(url.hostname) || allowPrivateHosts.includes(url.host);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    const isReachable = isIP(literal) === 0 || isAllowedAddress(literal, allowPrivate);
    if (!isReachable || (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivate))) throw new BlockedAddress(url.host);
    const dispatcher = agents.get(allowPrivate);
    const answer = await fetch(url, { ...(request as object), redirect: 'error', signal: AbortSignal.timeout(timeoutMs), ...(dispatcher && { dispatcher }) });
    return answer as unknown as Response;
  };
}
