import { Decimal, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { previewMapping, type MappingDocument, type Scope } from '@penstock/mapping';
import type { DifferenceRow } from '../../../../shared/lib/difference-rows';
import type { StudioRecord } from './studio-records';

export interface RecordDifference {
  readonly record: StudioRecord;
  readonly rows: readonly DifferenceRow[];
}

/** For each record that comes out differently: where, what it was, what it is now. */
export function outputDifferences(
  before: MappingDocument,
  after: MappingDocument,
  { records, now }: { readonly records: readonly StudioRecord[]; readonly now: number },
): readonly RecordDifference[] {
  if (before === after) return [];
  const scopes: readonly Scope[] = records.map(({ scope }) => scope);
  const outputs = (document: MappingDocument) =>
    previewMapping({ document, samples: scopes }, { now }).samples.map(({ output }) => flattened(output));
  const [old, fresh] = [outputs(before), outputs(after)];
  return records.flatMap((record, at) => {
    const rows = rowsBetween(old[at] ?? new Map(), fresh[at] ?? new Map());
    return rows.length === 0 ? [] : [{ record, rows }];
  });
}

type Leaves = ReadonlyMap<string, string>;
const nothing = '–';

function rowsBetween(old: Leaves, fresh: Leaves): readonly DifferenceRow[] {
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((place) => ({ place, before: old.get(place) ?? nothing, after: fresh.get(place) ?? nothing }))
    .filter((row) => row.before !== row.after);
}

function flattened(output: JsonObject | undefined): Leaves {
  const leaves = new Map<string, string>();
  const walk = (value: Json, path: string): void => {
    if (Array.isArray(value) && value.length > 0)
      return value.forEach((item, at) => walk(item as Json, `${path}[${at}]`));
    if (typeof value === 'object' && value !== null && !(value instanceof Decimal) && !Array.isArray(value))
      return Object.entries(value).forEach(([key, member]) =>
        walk(member as Json, path === '' ? key : `${path}.${key}`),
      );
    leaves.set(path, typeof value === 'string' ? value : stringifyJson(value));
  };
  if (output) walk(output, '');
  return leaves;
}
