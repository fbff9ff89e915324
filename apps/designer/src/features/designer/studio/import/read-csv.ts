import { setOwn, type Json } from '@penstock/kernel';

const mostRows = 200;
const mostColumns = 2_000;

/** The rows under a line of column names, as records; undefined when there are no columns. Values stay texts. */
export function readCsv(text: string): Json | undefined {
  const separator = separatorOf(text);
  const [header = [], ...rows] = cells(text, separator);
  const names = header.map((name) => name.trim());
  if (names.length === 0 || names.length > mostColumns || names.every((name) => name === '')) return undefined;
  const records = rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => {
      const record: Record<string, Json> = {};
      names.forEach((name, at) => name !== '' && setOwn(record, name, row[at] ?? ''));
      return record;
    });
  return records.length > 0 ? records : [Object.fromEntries(names.map((name) => [name, '']))];
}

/** The one of the usual separators the first line has most of. */
function separatorOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const count = (separator: string): number => line.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Cells by row; a quoted cell may hold separators, line ends and doubled quotes. */
function cells(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length && rows.length <= mostRows; at += 1) {
    const letter = text[at] as string;
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (!isQuoted && letter === separator) {
      row.push(cell);
      cell = '';
    } else if (!isQuoted && letter === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += letter;
  }
  return cell === '' && row.length === 0 ? rows : [...rows, [...row, cell]];
}
