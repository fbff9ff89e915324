import { strings } from './strings';

export interface DifferenceRow {
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

export function DifferenceTable({ label, rows }: { readonly label: string; readonly rows: readonly DifferenceRow[] }) {
  return (
    <div style={{ overflow: 'auto' }}>
      <table className="ps-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{strings.place}</th>
            <th scope="col">{strings.thisRun}</th>
            <th scope="col">{strings.otherRun}</th>
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
    </div>
  );
}
