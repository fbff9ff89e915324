import { stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { compileMapping } from '../../compile';
import { defaultLimits, type MappingLimits } from '../../budget';
import type { ValueTable } from '../../document';

export interface FormulaTrial {
  readonly scope?: JsonObject;
  readonly tables?: Readonly<Record<string, ValueTable>>;
  readonly limits?: Partial<MappingLimits>;
}

/** The formula as a mapping of one rule, through the real compiler: JSON text, `nothing`, or the code of what is wrong. */
export function runFormula(
  formula: string,
  { scope = {}, tables = {}, limits = defaultLimits }: FormulaTrial = {},
): string {
  const compiled = compileMapping(
    {
      v: 1,
      tables: { ...tables },
      rules: [{ id: 'f', kind: 'formula', target: 'output', formula, onError: 'fail', origin: 'user' }],
    },
    { limits },
  );
  if (!compiled.ok) return `refused ${compiled.error.map(({ code }) => code).join(' ')}`;
  const ran = compiled.value.run(scope as Readonly<Record<string, Json>>, { now: Date.UTC(2026, 2, 9, 20, 32, 10) });
  if (!ran.ok) return `failed ${ran.error.map(({ code }) => code).join(' ')}`;
  return 'output' in ran.value ? stringifyJson(ran.value['output'] as Json) : 'nothing';
}
