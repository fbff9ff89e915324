import { DifferenceTable } from '../../../../shared/ui/difference-table';
import type { RecordDifference } from '../model/output-differences';
import { strings } from '../strings';

interface DiffTabProps {
  readonly differences: readonly RecordDifference[];
  readonly recordCount: number;
}

/** What the edits of this visit change, over every record at hand. */
export function DiffTab({ differences, recordCount }: DiffTabProps) {
  return (
    <>
      <p className="ps-meta">{strings.diffSummary(differences.length, recordCount)}</p>
      {differences.map(({ record, rows }) => (
        <section key={record.id} aria-label={record.title}>
          <h3 className="ps-diff__record">
            {record.title} <span className="ps-meta">{strings.recordKinds[record.kind]}</span>
          </h3>
          <DifferenceTable label={strings.diffOf(record.title)} columns={strings.diffColumns} rows={rows} />
        </section>
      ))}
    </>
  );
}
