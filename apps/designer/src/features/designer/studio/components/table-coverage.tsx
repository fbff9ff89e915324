import { Button } from '@mantine/core';
import type { Json } from '@penstock/kernel';
import { useMemo } from 'react';
import { useNow } from '../../../../shared/lib/use-now';
import { ValueTableEditor } from '../../mapping/components/value-table-editor';
import { useMappingSurroundings } from '../../mapping/model/mapping-context';
import { stepsOfRule, withData, sourcesOfRule, type DataRule } from '../../mapping/model/rule-edits';
import { pipelineValues } from '../model/pipeline-values';
import { tableCoverage } from '../model/table-coverage';
import { useStudioModel } from '../model/studio-context';
import { scopeInside } from '../model/studio-model';
import { strings } from '../strings';

interface TableCoverageProps {
  readonly rule: DataRule;
  /** The values the target allows, where they are listed. */
  readonly choices: readonly string[];
}

/** The value table a rule uses, as a grid, with what it leaves open. */
export function TableCoverage({ rule, choices }: TableCoverageProps) {
  const { tables, onTables } = useMappingSurroundings();
  const steps = stepsOfRule(rule);
  const at = steps.findIndex(({ op }) => op === 'valueTable');
  const name = steps[at]?.args['table'];
  const table = typeof name === 'string' ? tables[name] : undefined;
  const seen = useSeenValues(rule, at);
  const coverage = useMemo(() => table && tableCoverage(table, seen, choices), [table, seen, choices]);
  if (typeof name !== 'string' || !table || !coverage) return null;
  const add = (values: readonly string[]): void =>
    onTables({
      ...tables,
      [name]: { ...table, rows: [...table.rows, ...values.map((value): [string, string] => [value, ''])] },
    });
  return (
    <section className="ps-detail__section" aria-label={strings.tableOf(name)}>
      <div className="ps-detail__label">{strings.tableOf(name)}</div>
      <ValueTableEditor name={name} table={table} onChange={(next) => onTables({ ...tables, [name]: next })} />
      <div role="status" className="ps-coverage">
        {coverage.missing.map(({ value, count }) => (
          <div key={value}>{strings.noRowFor(value, count)}</div>
        ))}
        {coverage.notAllowed.map((value) => (
          <div key={value}>{strings.notAllowed(value)}</div>
        ))}
        {coverage.neverGiven.length > 0 && (
          <div className="ps-meta">{strings.neverGiven(coverage.neverGiven.join(', '))}</div>
        )}
        {coverage.missing.length > 0 && (
          <Button size="compact-xs" variant="light" onClick={() => add(coverage.missing.map(({ value }) => value))}>
            {strings.addMissingRows(coverage.missing.length)}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What comes into the table, over all records at hand. */
function useSeenValues(rule: DataRule, at: number): readonly Json[] {
  const { places, records } = useStudioModel();
  const now = useNow();
  return useMemo(() => {
    if (at < 0) return [];
    const around = places.find((place) => place.rule.id === rule.id)?.around ?? [];
    const before = withData(rule, sourcesOfRule(rule), stepsOfRule(rule).slice(0, at));
    return records.flatMap(({ scope }) => {
      const value = pipelineValues({ rule: before, scope: scopeInside(scope, around), tables: {}, now }).at(-1);
      return value?.ok && value.value !== undefined ? [value.value] : [];
    });
  }, [rule, at, places, records, now]);
}
