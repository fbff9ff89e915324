import { slugOf } from '@penstock/flow-model';

/** Cases of a switch and choices of a decision: rows whose id is an exit of the step. */

/** Names that exits of every step have; a case or choice cannot have them. */
const reserved = ['default', 'error', 'timeout'];

/** An id that is free among the rows, after the words shown for it. */
export function freshExit(rows: readonly { readonly id: string }[], words: string): string {
  const taken = new Set([...reserved, ...rows.map(({ id }) => id)]);
  const base = slugOf(words);
  if (!taken.has(base)) return base;
  const stem = base.replace(/-\d+$/, '');
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

export const replacedRow = <Row>(rows: readonly Row[], index: number, row: Row): Row[] =>
  rows.map((old, at) => (at === index ? row : old));

export const withoutRow = <Row>(rows: readonly Row[], index: number): Row[] => rows.filter((_row, at) => at !== index);

/** Changes places with the row before (-1) or after (1); at the ends nothing changes. */
export function shiftedRow<Row>(rows: readonly Row[], index: number, by: -1 | 1): Row[] {
  const next = [...rows];
  const [row, other] = [next[index], next[index + by]];
  if (row === undefined || other === undefined) return next;
  next[index] = other;
  next[index + by] = row;
  return next;
}
