import type { DecisionCell, DecisionRule } from '../document';
import { membersOf, type Type } from '../types/type';

/** What is wrong with the rows of a decision table. Positions count from 0. */
export type DecisionFault =
  /** Rows before it take everything this one would. */
  | { readonly kind: 'unreachable'; readonly row: number }
  /** Both take the same records and give different values; the first one wins. */
  | { readonly kind: 'overlap'; readonly row: number; readonly with: number }
  /** No row takes such a record; one atom for each column. */
  | { readonly kind: 'gap'; readonly example: readonly string[] };

/** Combinations of values that are looked at; larger tables are not judged. */
const mostCombinations = 20_000;

/**
 * Cuts the values of each column at the edges the cells name, so that every cell takes a piece whole or not at all, and
 * tries all combinations of pieces. Values no cell names are one piece, unless the column's type has none.
 */
export function decisionFaults(
  { columns, rows }: Pick<DecisionRule, 'columns' | 'rows'>,
  columnTypes: readonly Type[],
): readonly DecisionFault[] {
  const pieces = columns.map((_, at) =>
    piecesOf(
      rows.map(({ cells }) => cells[at] ?? null),
      columnTypes[at],
    ),
  );
  const count = pieces.reduce((product, each) => product * each.length, 1);
  if (count * rows.length > mostCombinations * 10 || count > mostCombinations) return [];
  const firstOf = new Set<number>();
  const pairs = new Map<number, number>();
  let gap: readonly string[] | undefined;
  for (let index = 0; index < count; index += 1) {
    const combination = combinationAt(pieces, index);
    const taking = rows.flatMap(({ cells }, row) =>
      cells.every((cell, at) => takes(cell, combination[at] as Piece)) ? [row] : [],
    );
    const [first, second] = taking;
    if (first === undefined) gap ??= combination.map(({ words }) => words);
    else firstOf.add(first);
    if (
      first !== undefined &&
      second !== undefined &&
      !isSameValue(rows[first]?.value, rows[second]?.value) &&
      !pairs.has(second)
    )
      pairs.set(second, first);
  }
  const unreachable = rows.flatMap((_, row): DecisionFault[] =>
    firstOf.has(row) ? [] : [{ kind: 'unreachable', row }],
  );
  const overlaps = [...pairs]
    .filter(([row, before]) => firstOf.has(row) && !isWithin(rows[before]?.cells ?? [], rows[row]?.cells ?? [], pieces))
    .map(([row, before]): DecisionFault => ({ kind: 'overlap', row, with: before }));
  return [...unreachable, ...overlaps, ...(gap ? [{ kind: 'gap' as const, example: gap }] : [])];
}

/** A special case before the general one is how tables are meant. */
const isWithin = (
  special: readonly DecisionCell[],
  general: readonly DecisionCell[],
  pieces: readonly (readonly Piece[])[],
): boolean =>
  pieces.every((column, at) =>
    column.every((piece) => !takes(special[at] ?? null, piece) || takes(general[at] ?? null, piece)),
  );

/** Values that all cells of a column treat alike. */
interface Piece {
  readonly words: string;
  /** One value, the values from a number on, or whatever no cell names. */
  readonly value?: string | number | boolean | null;
  readonly from?: number;
  readonly isRest?: boolean;
}

function piecesOf(cells: readonly DecisionCell[], type: Type | undefined): readonly Piece[] {
  const named = cells.flatMap((cell) => (cell && 'oneOf' in cell ? cell.oneOf : []));
  const bounds = cells
    .flatMap((cell) => (cell && !('oneOf' in cell) ? [cell.from, cell.below] : []))
    .filter((bound) => bound !== undefined);
  const edges = [...new Set([...bounds, ...named.filter((value) => typeof value === 'number')])].sort((a, b) => a - b);
  const closed = choicesOf(type);
  if (closed) return [...closed].map((value) => ({ words: JSON.stringify(value), value }));
  const values = [...new Set(named)].map((value): Piece => ({ words: JSON.stringify(value), value }));
  if (edges.length === 0)
    return [...values, { words: values.length > 0 ? 'any other value' : 'anything', isRest: true }];
  const ranges = edges.map((from, at): Piece => ({
    words: at === edges.length - 1 ? `${from} or more` : `from ${from}`,
    from,
  }));
  const below: Piece = { words: `below ${edges[0]}`, from: -Infinity };
  return [...values, below, ...ranges];
}

/** All values of a column, where its type lists them. */
function choicesOf(type: Type | undefined): ReadonlySet<string | number | boolean | null> | undefined {
  const all = new Set<string | number | boolean | null>();
  for (const member of type ? membersOf(type) : []) {
    if (member.kind === 'null') all.add(null);
    else if (member.kind === 'bool')
      for (const value of member.value === undefined ? [true, false] : [member.value]) all.add(value);
    else if ((member.kind === 'string' || member.kind === 'int') && member.enum)
      for (const value of member.enum) all.add(value);
    else return undefined;
  }
  return type && all.size > 0 ? all : undefined;
}

function takes(cell: DecisionCell, { value, from, isRest }: Piece): boolean {
  if (cell === null) return true;
  if ('oneOf' in cell) return value !== undefined && cell.oneOf.some((choice) => choice === value);
  if (isRest) return false;
  const number = typeof value === 'number' ? value : from;
  return number !== undefined && number >= (cell.from ?? -Infinity) && number < (cell.below ?? Infinity);
}

const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function combinationAt(pieces: readonly (readonly Piece[])[], index: number): readonly Piece[] {
  let rest = index;
  return pieces.map((column) => {
    const piece = column[rest % column.length] as Piece;
    rest = Math.floor(rest / column.length);
    return piece;
  });
}
