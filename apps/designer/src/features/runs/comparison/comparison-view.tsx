import { Stack } from '@mantine/core';
import type { RunComparison, StepDifferenceView } from '@penstock/contracts';
import { effectRows, fieldRow, moneyRows, type DifferenceRow } from '../../../shared/lib/difference-rows';
import { DifferenceTable } from '../../../shared/ui/difference-table';
import { Panel } from '../../../shared/ui/page';
import { strings } from './strings';

const columns = { place: strings.place, before: strings.thisRun, after: strings.otherRun };

/** Only what differs, in the order of the flow; every amount beside its counterpart. */
export function ComparisonView({ comparison }: { readonly comparison: RunComparison }) {
  const sections = [
    { title: strings.payload, rows: comparison.payload.map((field) => fieldRow('', field)) },
    { title: strings.steps, rows: comparison.steps.flatMap(stepRows) },
    { title: strings.effects, rows: comparison.effects.flatMap((effect) => effectRows(effect, strings.changes[effect.change])) },
    { title: strings.money, rows: moneyRows(comparison.before.money, comparison.after.money) },
  ].filter(({ rows }) => rows.length > 0);
  if (sections.length === 0) return <div className="ps-notice">{strings.same}</div>;
  return (
    <Stack gap="md">
      {sections.map(({ title, rows }) => (
        <Panel key={title} title={title}>
          <DifferenceTable label={title} columns={columns} rows={rows} />
        </Panel>
      ))}
    </Stack>
  );
}

function stepRows({
  name,
  statusBefore,
  statusAfter,
  portBefore,
  portAfter,
  input,
  output,
}: StepDifferenceView): DifferenceRow[] {
  const isEnd = statusBefore !== statusAfter || portBefore !== portAfter;
  const end = { place: name, before: endOf(statusBefore, portBefore), after: endOf(statusAfter, portAfter) };
  return [...(isEnd ? [end] : []), ...[...input, ...output].filter(isOfTheData).map((field) => fieldRow(name, field))];
}

/** What a condition looked at is among the data before it: once is enough. */
const isOfTheData = ({ path }: { readonly path: string }): boolean => !/^why\b/.test(path);

const endOf = (status: string | null, port: string | null): string =>
  status === null ? strings.notRecorded : port === null || port === 'default' ? status : `${status} → ${port}`;
