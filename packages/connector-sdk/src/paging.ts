import { ConnectorFailure } from './failure';
import type { HttpResponse } from './http';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page is; absent on the last one. */
  readonly next?: string | undefined;
}

/**
 * Pages one after the other, each asked for when it is needed.
 * @throws ConnectorFailure class `transient` when the remote side leads back to a page that was read already.
 */
export async function* streamPages<Item>(readPage: (next: string | undefined) => Promise<Page<Item>>): AsyncGenerator<readonly Item[], void, undefined> {
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await readPage(next);
    yield page.items;
    next = page.next;
    if (next === undefined) return;
    if (seen.has(next)) throw new ConnectorFailure(pagesInACircle);
    seen.add(next);
  } while (true);
}

const pagesInACircle = {
  class: 'transient',
  code: 'PAGES_IN_A_CIRCLE',
  message: 'The remote side led from page to page in a circle. Nothing was taken over.',
  remedy: 'It is tried again by itself. If it stays so, ask for less at a time.',
} as const;

/** All records, or none: a list that is silently cut short would look complete. @throws ConnectorFailure class `config` above `maxItems`. */
export async function collectPages<Item>(
  readPage: (next: string | undefined) => Promise<Page<Item>>,
  { maxItems }: { readonly maxItems: number },
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const items of streamPages(readPage)) {
    all.push(...items);
    if (all.length > maxItems) throw new ConnectorFailure(tooMany(maxItems));
  }
  return all;
}

const tooMany = (maxItems: number) =>
  ({
    class: 'config',
    code: 'TOO_MANY_RECORDS',
    message: `There are more than ${maxItems} records. None was taken over, so that no part passes for the whole.`,
    remedy: 'Narrow the range of time or the filter, or raise the limit of the step.',
  }) as const;

/** The address behind `rel="next"` in a `Link` header (RFC 8288). */
export function nextLink({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  for (const link of (headers.link ?? '').split(/,\s*(?=<)/)) {
    const [, address, parameters = ''] = /^\s*<([^>]*)>(.*)$/.exec(link) ?? [];
    if (address !== undefined && /;\s*rel\s*=\s*("([^"]*\s)?next(\s[^"]*)?"|next\s*(;|$))/i.test(parameters)) return address;
  }
  return undefined;
}
