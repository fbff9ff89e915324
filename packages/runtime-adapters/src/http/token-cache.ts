import type { Clock } from '@penstock/kernel';

export interface FetchedToken {
  readonly token: string;
  readonly expiresInMs: number;
}

/** Bearer tokens in memory, one fetch at a time per key. Keys carry organisation and connection: `org:connection`. */
export interface TokenCache {
  get(key: string, fetchToken: () => Promise<FetchedToken>): Promise<string>;
  /** Drops `token` if it is still the current one, so that of many refused callers only the first causes a renewal. */
  refuse(key: string, token: string): void;
  /** After a change of settings or secrets. */
  forget(key: string): void;
}

interface Entry {
  readonly token: string;
  readonly renewAt: number;
}

/** A token is renewed when a tenth of its life, at most a minute, is left. */
const renewalShare = 0.1;
const longestRenewalMs = 60_000;

export function createTokenCache(clock: Clock): TokenCache {
  const entries = new Map<string, Entry>();
  const flights = new Map<string, Promise<string>>();

  const fetchOnce = async (key: string, fetchToken: () => Promise<FetchedToken>): Promise<string> => {
    const asked = clock.monotonic();
    const { token, expiresInMs } = await fetchToken();
    const renewAt = asked + expiresInMs - Math.min(expiresInMs * renewalShare, longestRenewalMs);
    entries.set(key, { token, renewAt });
    return token;
  };
  return {
    async get(key, fetchToken) {
      const entry = entries.get(key);
      if (entry && clock.monotonic() < entry.renewAt) return entry.token;
      const inFlight = flights.get(key);
      if (inFlight) return inFlight;

      const flight = fetchOnce(key, fetchToken).finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
      flights.set(key, flight);
      return flight;
    },
    refuse(key, token) {
      if (entries.get(key)?.token === token) entries.delete(key);
    },
    forget(key) {
      entries.delete(key);
      flights.delete(key);
    },
  };
}
