/**
 * Picks at most one column per row and one row per column so that the sum of the gains is greatest: the Hungarian
 * method with potentials, O(rows² × columns). Gains of 0 or less are never picked.
 *
 * @returns for each row its column, or -1.
 */
export function assign(gains: readonly (readonly number[])[], columns: number): readonly number[] {
  const rows = gains.length;
  if (rows === 0 || columns === 0) return gains.map(() => -1);
  // One column of no gain per row lets a row stay alone.
  const width = columns + rows;
  const costOf = (row: number, column: number): number =>
    -Math.max(0, column < columns ? (gains[row]?.[column] ?? 0) : 0);
  const rowOfColumn = solve(rows, width, costOf);
  const picked = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOfColumn[column] ?? 0;
    if (row > 0 && costOf(row - 1, column - 1) < 0) picked[row - 1] = column - 1;
  }
  return picked;
}

/** Rows and columns count from 1; column 0 holds the row that is being placed. */
function solve(rows: number, width: number, costOf: (row: number, column: number) => number): Int32Array {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowOfColumn = new Int32Array(width + 1);
  const before = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOfColumn[0] = row;
    const shortest = new Float64Array(width + 1).fill(Infinity);
    const done = new Uint8Array(width + 1);
    let column = 0;
    do {
      done[column] = 1;
      const current = at(rowOfColumn, column);
      let delta = Infinity;
      let nearest = 0;
      for (let next = 1; next <= width; next += 1) {
        if (done[next]) continue;
        const reduced = costOf(current - 1, next - 1) - at(rowPotential, current) - at(columnPotential, next);
        if (reduced < at(shortest, next)) {
          shortest[next] = reduced;
          before[next] = column;
        }
        if (at(shortest, next) < delta) {
          delta = at(shortest, next);
          nearest = next;
        }
      }
      for (let each = 0; each <= width; each += 1) {
        if (done[each]) {
          rowPotential[at(rowOfColumn, each)] = at(rowPotential, at(rowOfColumn, each)) + delta;
          columnPotential[each] = at(columnPotential, each) - delta;
        } else shortest[each] = at(shortest, each) - delta;
      }
      column = nearest;
    } while (at(rowOfColumn, column) !== 0);
    for (; column !== 0; column = at(before, column)) rowOfColumn[column] = at(rowOfColumn, at(before, column));
  }
  return rowOfColumn;
}

const at = (values: Float64Array | Int32Array, index: number): number => values[index] as number;
