import type { Json } from '@penstock/kernel';
import { stringifyJson } from '@penstock/kernel';
import { strings } from '../../strings';

const mostRows = 50;
const mostColumns = 10;

type Row = Readonly<Record<string, Json>>;

/** The first list of records in a value, as rows. */
export function ValueTable({ value }: { readonly value: Json | undefined }) {
  const rows = firstRows(value);
  if (rows.length === 0) return <p className="ps-meta">{strings.data.noTable}</p>;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, mostColumns);
  return (
    <div className="ps-table-scroll">
      <table className="ps-table ps-table--dense">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>{cellWords(row[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && <p className="ps-meta">{strings.data.moreRows(rows.length - mostRows)}</p>}
    </div>
  );
}

/** Breadth first, so that the outermost list wins. */
function firstRows(value: Json | undefined): readonly Row[] {
  let level: readonly (Json | undefined)[] = [value];
  while (level.length > 0) {
    for (const each of level) {
      if (Array.isArray(each) && each.some(isRow)) return (each as readonly Json[]).filter(isRow) as readonly Row[];
    }
    level = level.flatMap((each) => (isRow(each) ? Object.values(each as Row) : []));
  }
  return isRow(value) ? [value as Row] : [];
}

const isRow = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const cellWords = (value: Json | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : stringifyJson(value);
