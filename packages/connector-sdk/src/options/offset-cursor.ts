import { ConnectorFailure } from '../failure';

/** How many records lie before the page; a cursor of another shape is refused. @throws ConnectorFailure class `config`. */
export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,7}$/.test(cursor)) return Number(cursor);
  throw new ConnectorFailure({
    class: 'config',
    code: 'OPTIONS_CURSOR_INVALID',
    message: 'The list cannot be continued at this place. Nothing was asked of the other system.',
    remedy: 'Open the list again.',
  });
}

/** Of a list that is known whole: the part a search leaves, page by page. */
export function pageOfAll<Item>(all: readonly Item[], { offset, size }: { readonly offset: number; readonly size: number }) {
  const end = offset + size;
  return { items: all.slice(offset, end), ...(end < all.length && { nextCursor: String(end) }) };
}
