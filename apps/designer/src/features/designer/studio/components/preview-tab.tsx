import { Select } from '@mantine/core';
import { JsonBlock, When } from '../../../../shared/ui/values';
import { useStudio } from '../model/studio-context';
import type { StudioRecord } from '../model/studio-records';
import { strings } from '../strings';

/** What the mapping makes of one record; the same record gives the values in the trees. */
export function PreviewTab() {
  const { model, store } = useStudio();
  const { records, record, output, problemOf, places } = model;
  const failing = places.filter(({ rule }) => problemOf.has(rule.id));
  return (
    <div className="ps-preview">
      <div className="ps-preview__side">
        <Select
          label={strings.record}
          description={strings.recordKinds[record.kind]}
          allowDeselect={false}
          data={groupsOf(records)}
          value={record.id}
          onChange={(id) => store.getState().set({ recordId: id })}
        />
        {record.at !== null && (
          <p className="ps-meta">
            <When at={record.at} />
          </p>
        )}
        {failing.length > 0 && (
          <ul className="ps-preview__errors">
            {failing.map(({ rule, target }) => (
              <li key={rule.id}>
                <span className="ps-mono">{target}</span> {problemOf.get(rule.id)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="ps-preview__column">
        <div className="ps-meta">{strings.comesIn}</div>
        <JsonBlock value={comesIn(record)} label={strings.comesIn} />
      </div>
      <div className="ps-preview__column">
        <div className="ps-meta">{strings.output}</div>
        <JsonBlock value={output ?? {}} label={strings.output} />
      </div>
    </div>
  );
}

/** What there is of the event and the steps before; empty parts say nothing. */
function comesIn({ scope }: StudioRecord) {
  return Object.fromEntries(
    Object.entries(scope).filter(
      ([, part]) => typeof part === 'object' && part !== null && Object.keys(part).length > 0,
    ),
  );
}

function groupsOf(records: readonly StudioRecord[]) {
  const kinds: readonly StudioRecord['kind'][] = ['run', 'saved', 'sample', 'generated'];
  return kinds
    .map((kind) => ({
      group: strings.recordGroups[kind],
      items: records.filter((record) => record.kind === kind).map(({ id, title }) => ({ value: id, label: title })),
    }))
    .filter(({ items }) => items.length > 0);
}
