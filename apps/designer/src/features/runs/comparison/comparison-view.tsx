import { Stack } from '@mantine/core';
import type { FieldDifferenceView, RunComparison, StepDifferenceView } from '@penstock/contracts';
import { stringifyJson, type Json } from '@penstock/kernel';
import { formatMoney } from '../../../shared/lib/format-money';
import { Panel } from '../../../shared/ui/page';
import { DifferenceTable, type DifferenceRow } from './difference-table';
import { strings } from './strings';

/** Only what differs, in the order of the flow; every amount beside its counterpart. */
export function ComparisonView({ comparison }: { readonly comparison: RunComparison }) {
  const sections = [
    { title: strings.payload, rows: comparison.payload.map((field) => fieldRow('', field)) },
    { title: strings.steps, rows: comparison.steps.flatMap(stepRows) },
    { title: strings.effects, rows: comparison.effects.flatMap(effectRows) },
    { title: strings.money, rows: moneyRows(comparison) },
  ].filter(({ rows }) => rows.length > 0);
  if (sections.length === 0) return <div className="ps-notice">{strings.same}</div>;
  return (
    <Stack gap="md">
      {sections.map(({ title, rows }) => (
        <Panel key={title} title={title}>
          <DifferenceTable label={title} rows={rows} />
        </Panel>
      ))}
    </Stack>
  );
}

function fieldRow(prefix: string, { path, before, after }: FieldDifferenceView): DifferenceRow {
  const place = [prefix, path].filter((part) => part !== '').join(' · ');
  return { place, before: shown(before), after: shown(after) };
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
  return [...(isEnd ? [end] : []), ...[...input, ...output].map((field) => fieldRow(name, field))];
}

const endOf = (status: string | null, port: string | null): string =>
  status === null ? strings.notRecorded : port === null || port === 'default' ? status : `${status} → ${port}`;

function effectRows({
  change,
  businessKey,
  amountBefore,
  amountAfter,
  currency,
  fields,
}: RunComparison['effects'][number]): DifferenceRow[] {
  const place = `${businessKey} (${strings.changes[change]})`;
  const row = { place, before: amount(amountBefore, currency), after: amount(amountAfter, currency) };
  return [row, ...fields.map((field) => fieldRow(businessKey, field))];
}

const amount = (value: string | null, currency: string | null): string =>
  value === null ? strings.nothing : formatMoney(value, currency);

function moneyRows({ before, after }: RunComparison): DifferenceRow[] {
  const sums = new Map<string, DifferenceRow>();
  for (const { kind, currency, amount: sum } of before.money) {
    sums.set(`${kind} ${currency}`, { place: kind, before: formatMoney(sum, currency), after: strings.nothing });
  }
  for (const { kind, currency, amount: sum } of after.money) {
    const known = sums.get(`${kind} ${currency}`) ?? { place: kind, before: strings.nothing };
    sums.set(`${kind} ${currency}`, { ...known, after: formatMoney(sum, currency) });
  }
  return [...sums.values()].filter((row) => row.before !== row.after);
}

const shown = (value: unknown): string =>
  value === undefined ? strings.nothing : typeof value === 'string' ? value : stringifyJson(value as Json);
