import { findStep } from './catalogue';
import type { ConstantValue, MappingRule, StepCall } from './document';
import type { SchemaShape } from './json-schema';
import type { MappingProblem } from './problems';
import type { StepDefinition, ValueKind } from './steps/step-definition';

/** What a value may be; empty: anything. */
export type Kinds = ReadonlySet<ValueKind>;

export const anyKind: Kinds = new Set();

export function kindsOfConstant(value: ConstantValue): Kinds {
  if (value === null) return anyKind;
  if (Array.isArray(value)) return new Set(['list']);
  const kinds: Readonly<Record<string, ValueKind>> = {
    string: 'text',
    number: 'number',
    boolean: 'boolean',
    object: 'object',
  };
  return new Set([kinds[typeof value] ?? 'any']);
}

/** Follows the kinds through the steps and reports the first step that cannot take what comes in. */
export function kindsThroughSteps(
  start: Kinds,
  steps: readonly StepCall[],
  report: (problem: Omit<MappingProblem, 'ruleId'>) => void,
): Kinds {
  let kinds = start;
  for (const [position, call] of steps.entries()) {
    const step = findStep(call.op);
    if (!step) return anyKind;
    if (!takes(step, kinds)) {
      report({
        code: 'STEP_KIND',
        severity: 'error',
        message: `Step ${position + 1} (${step.title}) takes ${listed(step.takes)} and gets ${listed([...kinds])}.`,
        fix: fixFor(kinds, step.takes),
      });
      return anyKind;
    }
    kinds = given(step, kinds, call);
  }
  return kinds;
}

function takes(step: StepDefinition, kinds: Kinds): boolean {
  if (kinds.size === 0 || kinds.has('any') || step.takes.includes('any')) return true;
  return [...kinds].some((kind) => step.takes.includes(kind) || (kind === 'date' && step.takes.includes('text')));
}

function given(step: StepDefinition, kinds: Kinds, call: StepCall): Kinds {
  if (call.op === 'constant') return kindsOfConstant(call.args['value'] ?? null);
  if (step.gives === 'same') return kinds;
  return step.gives === 'any' ? anyKind : new Set([step.gives]);
}

/** Why a value of these kinds does not fit its target; undefined when it may. */
export function mismatch(
  kinds: Kinds,
  target: SchemaShape,
  rule: MappingRule,
): Omit<MappingProblem, 'ruleId'> | undefined {
  if (kinds.size === 0 || kinds.has('any') || target.kinds.size === 0) return undefined;
  if ([...kinds].some((kind) => target.kinds.has(kind) || (kind === 'date' && target.kinds.has('text'))))
    return undefined;
  const textToDate = kinds.has('text') && target.kinds.has('date');
  return {
    code: textToDate ? 'TARGET_KIND_UNSURE' : 'TARGET_KIND',
    severity: textToDate ? 'warning' : 'error',
    path: rule.target,
    message: `"${rule.target}" wants ${listed([...target.kinds])} and gets ${listed([...kinds])}.`,
    fix: fixFor(kinds, [...target.kinds]),
  };
}

/** A constant that is not among the values the target lists. */
export function outsideChoices(
  value: ConstantValue,
  target: SchemaShape,
  rule: MappingRule,
): Omit<MappingProblem, 'ruleId'> | undefined {
  const { choices } = target;
  if (!choices || choices.includes(value) || (value === null && target.nullable)) return undefined;
  return {
    code: 'NOT_A_CHOICE',
    severity: 'error',
    path: rule.target,
    message: `"${rule.target}" does not take this constant.`,
    fix: `Choose one of: ${choices.slice(0, 12).map(String).join(', ')}.`,
  };
}

function fixFor(from: Iterable<ValueKind>, to: readonly ValueKind[]): string {
  const kinds = new Set(from);
  if (kinds.has('list') && !to.includes('list')) return 'Add the step first, last, join or sum, or a loop.';
  if (to.includes('number')) return 'Add the step toDecimal.';
  if (to.includes('date')) return 'Add the step parseDate.';
  if (to.includes('text')) return 'Add the step toText.';
  if (to.includes('list')) return 'Map a list, or use a loop.';
  return 'Map another field.';
}

const words: Readonly<Record<ValueKind, string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'yes/no',
  date: 'a date',
  list: 'a list',
  object: 'an object',
  any: 'anything',
};
const listed = (kinds: readonly ValueKind[]): string => kinds.map((kind) => words[kind]).join(' or ');
