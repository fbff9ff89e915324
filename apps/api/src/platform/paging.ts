import { z } from 'zod';
import type { Page } from '@penstock/contracts';
import { RequestError } from './problem/request.errors';

const uuid = z.uuid();

/** Lists are ordered by id, newest first; the cursor is the last id, wrapped so that nobody builds on its form. */
const encodeCursor = (id: string): string => Buffer.from(id, 'utf8').toString('base64url');

/** @throws RequestError CURSOR_INVALID */
export function idFromCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = uuid.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (id.success) return id.data;
  throw cursorInvalid();
}

/** For lists that are ordered by a number. @throws RequestError CURSOR_INVALID */
export function numberFromCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const number = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^[1-9]\d{0,14}$/.test(number)) return Number(number);
  throw cursorInvalid();
}

const cursorInvalid = (): RequestError =>
  new RequestError('CURSOR_INVALID', 'This cursor does not come from a list of this address. Start again without it.');

/** Makes a page of at most `limit` items from one more row than that. */
export function pageFrom<Row extends { readonly id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  itemFrom: (row: Row) => Item,
): Page<Item> & { items: Item[] } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(itemFrom), nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}

/** A list that is short enough to come whole. */
export const wholePage = <Item>(items: readonly Item[]): { items: Item[]; nextCursor: null } => ({
  items: [...items],
  nextCursor: null,
});
