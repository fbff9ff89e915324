import { allItems, createApiClient, type ApiClient } from '@penstock/api-client';
import type { Page } from '@penstock/contracts';
import { UsageError, type Surroundings } from './command';

const defaultUrl = 'http://127.0.0.1:4000';

/** Address of the server without a slash at its end. @throws UsageError */
export function serverUrl({ env }: Surroundings): string {
  const given = env['PENSTOCK_URL'] || defaultUrl;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return given.replace(/\/+$/, '');
  throw new UsageError(`PENSTOCK_URL is not an address that starts with http:// or https://: “${given}”.`);
}

/** @throws UsageError when no key is given. */
export function apiOf(surroundings: Surroundings): ApiClient {
  const key = surroundings.env['PENSTOCK_API_KEY'];
  if (!key) throw new UsageError('Set PENSTOCK_API_KEY. A key is made under Settings → API keys, or by `penstock keys create` with another one.');
  return createApiClient({ baseUrl: serverUrl(surroundings), headers: { authorization: `Bearer ${key}` } });
}

/** The first `most` items of a list; all of them without a number. */
export async function itemsOf<T>(readPage: (position: { readonly cursor?: string; readonly limit: number }) => Promise<Page<T>>, most = Infinity): Promise<T[]> {
  const items: T[] = [];
  if (most <= 0) return items;
  for await (const item of allItems(readPage, Math.min(most, 200))) {
    items.push(item);
    if (items.length >= most) break;
  }
  return items;
}
