import { Decimal, type Json } from '@penstock/kernel';
import {
  compileGetter,
  compileMapping,
  parsePath,
  wholeMapping,
  type MappingDocument,
  type Scope,
} from '@penstock/mapping';

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

/** Reads `a.b[0].c` in a made value. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  const parts = path.split(/[.[\]]+/).filter(Boolean);
  return parts.reduce<Json | undefined>((at, part) => memberOf(at, part), value);
}

/** What stands at a path of the sample record; undefined when it has nothing there. */
export function valueOf(path: string, sample: Scope): Json | undefined {
  const parsed = parsePath(path);
  return parsed.ok ? compileGetter(parsed.value)(sample) : undefined;
}

/** One line for a cell; amounts as they were, long things short. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '';
  if (value === null) return 'null';
  if (typeof value === 'string') return value;
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' ? '{…}' : String(value);
}

function memberOf(value: Json | undefined, part: string): Json | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return undefined;
  if (Array.isArray(value)) return (value as readonly Json[])[Number(part)];
  return (value as Readonly<Record<string, Json>>)[part];
}

function merged(a: Json, b: Json): Json {
  if (!isPlain(a) || !isPlain(b)) return b;
  const all: Record<string, Json> = { ...a };
  for (const [name, value] of Object.entries(b)) all[name] = name in all ? merged(all[name] as Json, value) : value;
  return all;
}

const isPlain = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
