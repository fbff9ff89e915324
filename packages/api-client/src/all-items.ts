import type { Page } from '@penstock/contracts';

/** What a list needs to be asked page by page. */
export interface PagePosition {
  readonly cursor?: string;
  readonly limit: number;
}

const mostPerPage = 200;

/**
 * Every item of a cursor-paged list; a page is asked for when the one before it is used up, so whoever stops early asks
 * for no more. A list that is written to meanwhile shows each item at most once.
 */
export async function* allItems<T>(readPage: (position: PagePosition) => Promise<Page<T>>, limit = mostPerPage): AsyncGenerator<T> {
  let page = await readPage({ limit });
  yield* page.items;
  while (page.nextCursor !== null) {
    page = await readPage({ cursor: page.nextCursor, limit });
    yield* page.items;
  }
}
