import type { Json, JsonObject } from '@penstock/kernel';
import {
  previewMapping,
  type MappingDocument,
  type MappingRule,
  type MappingVariable,
  type Scope,
} from '@penstock/mapping';
import { isNesting, rulePlaces } from './rule-places';

/** Under this name rules read variables. */
const root = 'vars';
const validName = /^[A-Za-z_]\w{0,59}$/;
const mostVariables = 100;

export const variablePath = (name: string): string => `${root}.${name}`;
export const variablesOf = ({ vars = [] }: MappingDocument): readonly MappingVariable[] => vars;

/** Without variables the mapping is the one it was before the first. */
function withVariables({ vars: _old, ...mapping }: MappingDocument, vars: readonly MappingVariable[]): MappingDocument {
  return vars.length === 0 ? mapping : { ...mapping, vars: [...vars] };
}

/** With one more, after the others; it may be changed at once. Undefined when there are as many as there may be. */
export function withNewVariable(mapping: MappingDocument): MappingDocument | undefined {
  const vars = variablesOf(mapping);
  if (vars.length >= mostVariables) return undefined;
  let number = 1;
  while (vars.some(({ name }) => name === `value${number}`)) number += 1;
  return withVariables(mapping, [...vars, { name: `value${number}`, formula: '""' }]);
}

export const withFormula = (mapping: MappingDocument, name: string, formula: string): MappingDocument =>
  withVariables(
    mapping,
    variablesOf(mapping).map((variable) => (variable.name === name ? { name, formula } : variable)),
  );

export const withoutVariable = (mapping: MappingDocument, name: string): MappingDocument =>
  withVariables(
    mapping,
    variablesOf(mapping).filter((variable) => variable.name !== name),
  );

/** One place earlier (-1) or later (1): a variable sees the ones before it. */
export function movedVariable(mapping: MappingDocument, name: string, by: 1 | -1): MappingDocument {
  const vars = [...variablesOf(mapping)];
  const at = vars.findIndex((variable) => variable.name === name);
  const [moved, other] = [vars[at], vars[at + by]];
  if (!moved || !other) return mapping;
  vars[at + by] = moved;
  vars[at] = other;
  return withVariables(mapping, vars);
}

/** The new name everywhere the old one is read; undefined for a name that is taken or cannot be one. */
export function renamedVariable(mapping: MappingDocument, from: string, to: string): MappingDocument | undefined {
  if (!validName.test(to) || variablesOf(mapping).some(({ name }) => name === to)) return undefined;
  const { vars: _vars, rules, parts, ...rest } = mapping;
  const vars = variablesOf(mapping).map(({ name, formula }) => ({
    name: name === from ? to : name,
    formula: rewritten(formula, from, to),
  }));
  return {
    ...rest,
    rules: reread(rules, (text) => rewritten(text, from, to)),
    vars,
    ...(parts && { parts: reread(parts, (text) => rewritten(text, from, to)) }),
  };
}

const readingOf = (name: string): RegExp => new RegExp(String.raw`(?<![\w.])${root}\.${name}(?!\w)`, 'g');
const rewritten = (text: string, from: string, to: string): string => text.replace(readingOf(from), variablePath(to));

/** Where a mapping holds paths and formulas; texts elsewhere are values and words. */
const readable: ReadonlySet<string> = new Set(['path', 'formula', 'defaultFormula', 'left', 'right', 'by', 'groupBy']);

/** The same value with what it reads changed. */
function reread<T>(value: T, change: (text: string) => string, key = ''): T {
  if (typeof value === 'string') return (readable.has(key) ? change(value) : value) as T;
  if (Array.isArray(value)) return value.map((item) => reread(item as unknown, change, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, reread(member as unknown, change, name)]),
  ) as T;
}

/** Targets, variables and parts that read a variable, in words that name them. */
export interface VariableUse {
  readonly kind: 'target' | 'variable' | 'part';
  readonly name: string;
}

export function usesOfVariable(mapping: MappingDocument, name: string): readonly VariableUse[] {
  const reads = (value: unknown): boolean => {
    let found = false;
    reread(value, (text) => {
      found ||= readingOf(name).test(text);
      return text;
    });
    return found;
  };
  return [
    ...rulePlaces(mapping.rules)
      .filter(({ rule }) => reads(alone(rule)))
      .map(({ target }) => ({ kind: 'target' as const, name: target })),
    ...variablesOf(mapping)
      .filter((variable) => variable.name !== name && reads({ formula: variable.formula }))
      .map((variable) => ({ kind: 'variable' as const, name: variable.name })),
    ...Object.entries(mapping.parts ?? {})
      .filter(([, part]) => reads(part))
      .map(([part]) => ({ kind: 'part' as const, name: part })),
  ];
}

const alone = (rule: MappingRule): MappingRule => (isNesting(rule) ? { ...rule, rules: [] } : rule);

/** What the variables are for a record, by name; those that cannot be made are left out. */
export function variableValues(
  { vars, tables }: Pick<MappingDocument, 'vars' | 'tables'>,
  { sample, now }: { readonly sample: Scope; readonly now: number },
): JsonObject {
  if (!vars) return none;
  const rules = vars.map(({ name }): MappingRule => ({
    kind: 'copy',
    id: variablePath(name),
    target: name,
    from: { path: variablePath(name) },
    onError: 'omit',
    origin: 'user',
  }));
  const { samples } = previewMapping({ document: { v: 1, rules, tables, vars }, samples: [sample] }, { now });
  return samples[0]?.output ?? none;
}

const none: Readonly<Record<string, Json>> = {};
