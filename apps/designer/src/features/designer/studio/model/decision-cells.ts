import type { DecisionCell } from '@penstock/mapping';

/** What a cell asks for, as people write it: empty for anything, `a, b` for one of them, `10..100` for a range. */
export function cellText(cell: DecisionCell): string {
  if (cell === null) return '';
  if ('oneOf' in cell) return cell.oneOf.map((value) => (value === null ? 'null' : String(value))).join(', ');
  return `${cell.from ?? ''}..${cell.below ?? ''}`;
}

const range = /^\s*(-?\d+(?:\.\d+)?)?\s*\.\.\s*(-?\d+(?:\.\d+)?)?\s*$/;

/** The cell a text stands for. `from` counts, `below` does not. */
export function cellFrom(text: string): DecisionCell {
  if (text.trim() === '') return null;
  const found = range.exec(text);
  if (found && (found[1] !== undefined || found[2] !== undefined)) {
    return {
      ...(found[1] !== undefined && { from: Number(found[1]) }),
      ...(found[2] !== undefined && { below: Number(found[2]) }),
    };
  }
  return { oneOf: text.split(',').map((part) => scalarFrom(part.trim())) };
}

/** Only what reads back the same is a number: 007 and 1.10 stay texts. */
function scalarFrom(text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}
