import { isJsonObject, type Json } from '@penstock/kernel';
import { compileMapping, wholeMapping, type MappingDocument, type Scope } from '@penstock/mapping';

/** What a mapping makes of the sample record, by target, and why some targets get nothing. */
export interface LiveValues {
  readonly output: Json | undefined;
  /** By rule id. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Each rule is tried on its own: one broken rule does not hide the values of the others. */
export function liveValues(mapping: MappingDocument, sample: Scope, now: number): LiveValues {
  const errors = new Map<string, string>();
  let output: Json = {};
  for (const rule of mapping.rules) {
    const compiled = compileMapping({ ...mapping, rules: [rule] });
    if (!compiled.ok) {
      compiled.error.forEach((problem) =>
        errors.set(problem.ruleId ?? rule.id, problem.fix ? `${problem.message} ${problem.fix}` : problem.message),
      );
      continue;
    }
    const made = compiled.value.run(sample, { now });
    if (made.ok) output = merged(output, made.value);
    else
      made.error.forEach((error) =>
        errors.set(error.ruleId === wholeMapping ? rule.id : error.ruleId, `${error.message} ${error.hint}`),
      );
  }
  return { output, errors };
}

function merged(a: Json, b: Json): Json {
  if (!isJsonObject(a) || !isJsonObject(b)) return b;
  const all: Record<string, Json> = { ...a };
  for (const [name, value] of Object.entries(b)) all[name] = name in all ? merged(all[name] as Json, value) : value;
  return all;
}
