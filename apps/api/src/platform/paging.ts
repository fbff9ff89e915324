import { z } from 'zod';
import type { Page, WholeListQuery } from '@penstock/contracts';
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

/** A list that is short enough to come whole; who asks for `limit` gets it in pages: see `WholeListInterceptor`. */
export function wholePage<Item>(items: readonly Item[]): { items: Item[]; nextCursor: null } {
  const page = { items: [...items], nextCursor: null };
  wholePages.add(page);
  return page;
}
const wholePages = new WeakSet<object>();

interface WholePage {
  readonly items: readonly unknown[];
}
export const isWholePage = (answer: unknown): answer is WholePage => typeof answer === 'object' && answer !== null && wholePages.has(answer);

/** Where a page of a whole list ended: how many came before, and the last of them by its id. */
const endOfPage = z.tuple([z.int().min(1), z.string()]);

/**
 * A part of a list that was made whole. The next page goes on behind the item the last one ended with; when that is gone,
 * at the same number. @throws RequestError CURSOR_INVALID
 */
export function partOfWhole({ items }: WholePage, { cursor, limit }: WholeListQuery): Page<unknown> {
  const start = cursor === undefined ? 0 : startAfter(items, cursor);
  const end = Math.min(items.length, start + (limit ?? items.length));
  const last = items[end - 1];
  return { items: items.slice(start, end), nextCursor: end < items.length ? Buffer.from(JSON.stringify([end, idOf(last)])).toString('base64url') : null };
}

function startAfter(items: readonly unknown[], cursor: string): number {
  const read = endOfPage.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!read.success) throw cursorInvalid();
  const [count, id] = read.data;
  const index = items.findIndex((item) => idOf(item) === id);
  return index === -1 ? Math.min(count, items.length) : index + 1;
}

const idOf = (item: unknown): string => {
  const { id, stepId, connectionId, key } = item as Readonly<Record<string, unknown>>;
  return String(id ?? stepId ?? connectionId ?? key);
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
