import type { PreflightCheck } from '@penstock/contracts';
import { EnvironmentVariableRow, ReferenceTableRow, type EnvironmentRow, type ReferenceRow, type TenantStore } from '@penstock/database';
import { environmentNeeds, type EnvironmentNeeds } from '@penstock/flow-model';
import type { Candidate } from '../candidate';
import { checkOf } from './check-result';

/** More missing keys of one table are counted, not listed. */
const mostKeys = 10;

export interface ValueChecks {
  readonly checks: readonly PreflightCheck[];
  /** The target's tables that the version reads, as they are now. */
  readonly tables: readonly { readonly name: string; readonly revision: number }[];
}

/** Variables and reference data of the target: everything the version reads is there, with the keys the source has. */
export async function checkValues(store: TenantStore, { version, target, source }: Candidate): Promise<ValueChecks> {
  const needs = environmentNeeds(version.document);
  const [here, before] = [await tablesIn(store, target), source ? await tablesIn(store, source) : []];
  const tables = [...new Set(needs.tables.map(baseName))].flatMap((name) => here.filter((table) => table.name === name));
  return {
    checks: [await checkVariables(store, needs, target), checkTables(needs, { here, before, target })],
    tables: tables.map(({ name, revision }) => ({ name, revision })),
  };
}

const tablesIn = (store: TenantStore, { id }: EnvironmentRow): Promise<ReferenceTableRow[]> => store.repository(ReferenceTableRow).find({ where: { environmentId: id } });

/** A cross-reference read from right to left is the same table. */
const baseName = (name: string): string => name.replace(/\.reverse$/, '');

async function checkVariables(store: TenantStore, { variables }: EnvironmentNeeds, target: EnvironmentRow): Promise<PreflightCheck> {
  const present = new Set((await store.repository(EnvironmentVariableRow).find({ where: { environmentId: target.id } })).map(({ name }) => name));
  const missing = variables.filter((name) => !present.has(name));
  return checkOf(
    {
      code: 'VARIABLES',
      title: 'Variables',
      good: variables.length === 0 ? 'The version reads no variable.' : `All ${variables.length} variables it reads are set in ${target.name}.`,
      bad: `Its runs would stop in ${target.name}: no other environment’s value is used.`,
    },
    missing.map((name) => ({ message: `The variable ${name} is not set in ${target.name}.`, fix: 'Set it under Reference data.' })),
  );
}

interface Tables {
  readonly here: readonly ReferenceTableRow[];
  readonly before: readonly ReferenceTableRow[];
  readonly target: EnvironmentRow;
}

function checkTables({ tables }: EnvironmentNeeds, { here, before, target }: Tables): PreflightCheck {
  const names = [...new Set(tables.map(baseName))];
  const items = names.flatMap((name) => {
    const [table, former] = [here.find((each) => each.name === name), before.find((each) => each.name === name)];
    if (!table) return [{ message: `${target.name} has no table ${name}.`, fix: 'Make it under Reference data.' }];
    return missingKeys(table, former?.rows ?? []).map((message) => ({ message, fix: 'Add the rows under Reference data, or take them out of the other environment.' }));
  });
  return checkOf(
    {
      code: 'REFERENCE_DATA',
      title: 'Reference data',
      good: names.length === 0 ? 'The version reads no table of the environment.' : `All ${names.length} tables it reads are in ${target.name}, with every key the environment before has.`,
      bad: `Look-ups would fail in ${target.name}: no other environment’s rows are used.`,
    },
    items,
  );
}

function missingKeys({ name, rows, ignoreCase }: ReferenceTableRow, former: readonly ReferenceRow[]): string[] {
  const normal = (key: string): string => (ignoreCase ? key.trim().toLowerCase() : key);
  const present = new Set(rows.map(([key]) => normal(key)));
  const missing = former.map(([key]) => key).filter((key) => !present.has(normal(key)));
  if (missing.length === 0) return [];
  const more = missing.length > mostKeys ? ` and ${missing.length - mostKeys} more` : '';
  return [`The table ${name} has no row for ${missing.slice(0, mostKeys).map((key) => `“${key}”`).join(', ')}${more}, which the environment before has.`];
}
