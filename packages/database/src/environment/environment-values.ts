import type { ReferenceRow, ReferenceTableKind } from '../entities/reference-table.entity';

/** Everything flows may read of an environment, in one row; `$1` organisation, `$2` environment. */
export const selectEnvironmentValues = {
  name: 'environment_values',
  text: `
select coalesce((select json_agg(json_build_object('name', v.name, 'value', v.value)) from environment_variable v where v.organization_id = $1 and v.environment_id = $2), '[]') as variables,
  coalesce((select json_agg(json_build_object('name', t.name, 'kind', t.kind, 'ignoreCase', t.ignore_case, 'rows', t.rows))
            from reference_table t where t.organization_id = $1 and t.environment_id = $2), '[]') as tables`,
};

export interface EnvironmentValuesRow {
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  readonly tables: readonly StoredTable[];
}

interface StoredTable {
  readonly name: string;
  readonly kind: ReferenceTableKind;
  readonly ignoreCase: boolean;
  readonly rows: readonly ReferenceRow[];
}

/** A table as mappings look it up. */
export interface ReadableTable {
  readonly [name: string]: boolean | readonly ReferenceRow[];
  readonly rows: readonly ReferenceRow[];
  readonly ignoreCase: boolean;
}

/** Last part of the name under which a cross-reference is read from right to left. */
const reverse = '.reverse';

/** By name, as a run reads them; a cross-reference is there twice, once for each direction. */
export function readableValues({ variables, tables }: EnvironmentValuesRow): {
  readonly variables: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, ReadableTable>>;
} {
  const readable = tables.flatMap(({ name, kind, ignoreCase, rows }): [string, ReadableTable][] => {
    const forward: [string, ReadableTable] = [name, { rows, ignoreCase }];
    if (kind === 'value-table') return [forward];
    return [forward, [`${name}${reverse}`, { rows: rows.map(([left, right]) => [right, left] as const), ignoreCase }]];
  });
  return { variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])), tables: Object.fromEntries(readable) };
}
