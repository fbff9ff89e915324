import type { Answer } from './command';

export interface Column<T> {
  readonly title: string;
  readonly cell: (item: T) => string | number | null | undefined;
  readonly align?: 'right';
}

/** A table for people and the items for programs; an empty one says so in words. */
export const listAnswer = <T>(items: readonly T[], columns: readonly Column<T>[], nothing: string): Answer => ({
  data: { items },
  lines: items.length === 0 ? [nothing] : tableOf(items, columns),
});

export function tableOf<T>(items: readonly T[], columns: readonly Column<T>[]): string[] {
  const rows = [columns.map(({ title }) => title), ...items.map((item) => columns.map(({ cell }) => oneLine(cell(item))))];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const place = (text: string, index: number): string => (columns[index]?.align === 'right' ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0));
  return rows.map((row) => row.map(place).join('  ').trimEnd());
}

/** Names come from elsewhere: line ends and control characters must not draw on the terminal. */
const oneLine = (value: string | number | null | undefined): string => String(value ?? '').replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

/** `2026-11-26 09:30:00Z`: sortable, and no question which zone. */
export const timeOf = (timestamp: string | null | undefined): string => (timestamp ? `${timestamp.slice(0, 19).replace('T', ' ')}Z` : '');
