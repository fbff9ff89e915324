import type { DifferenceRow } from '../lib/difference-rows';
import { TableScroll } from './table-scroll';

interface DifferenceTableProps {
  readonly label: string;
  /** What stands above the three columns. */
  readonly columns: { readonly place: string; readonly before: string; readonly after: string };
  readonly rows: readonly DifferenceRow[];
}

/** Two versions of things side by side, place by place. */
export function DifferenceTable({ label, columns, rows }: DifferenceTableProps) {
  return (
    <TableScroll label={label}>
      <table className="ps-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{columns.place}</th>
            <th scope="col">{columns.before}</th>
            <th scope="col">{columns.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, before, after }, index) => (
            <tr key={index}>
              <td>{place}</td>
              <td className="ps-mono">{before}</td>
              <td className="ps-mono">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
