import { findStep } from './catalogue';
import { checkTextLength } from './budget';
import { compilePath } from './condition';
import type { MappingPart, MappingRule, SourceRef, StepCall, ValueTable } from './document';
import type { Getter } from './field-path';
import { CompileFailure } from './problems';
import { defaultSourceName } from './source-name';
import type { RunStep, StepDefinition } from './steps/step-definition';
import { isMissing } from './values';

/** What the rules of one list of rules are compiled within. */
export interface CompileScope {
  readonly tables: Readonly<Record<string, ValueTable>>;
  readonly parts: Readonly<Record<string, MappingPart>>;
  /** The parts these rules belong to, the outermost first. */
  readonly using: readonly string[];
  /** Counts one more use of a part and names the parts the rules inside belong to. @throws CompileFailure */
  usePart(name: string): readonly string[];
  /** Whether the rules make the items of a list. */
  readonly insideEach: boolean;
  /** Runs one rule's compilation and turns what it raises into problems of that rule. */
  guard(rule: MappingRule, compile: () => void): void;
}

export interface StepScope {
  readonly sources: ReadonlyMap<string, Getter>;
  readonly tables: Readonly<Record<string, ValueTable>>;
}

/** @throws CompileFailure when a path cannot be read or a name is used twice. */
export function sourceGetters(from: readonly SourceRef[]): ReadonlyMap<string, Getter> {
  const getters = new Map<string, Getter>();
  from.forEach((source, position) => {
    const name = source.as ?? defaultSourceName(position);
    if (getters.has(name) || name === 'value') {
      throw new CompileFailure(
        'BAD_NAME',
        `The source name "${name}" is used twice or reserved.`,
        'Give every source of the rule its own name.',
      );
    }
    getters.set(name, compilePath(source.path));
  });
  return getters;
}

/** @throws CompileFailure at the first step that is unknown or set up wrongly. */
export function compileSteps(calls: readonly StepCall[], scope: StepScope): RunStep[] {
  return calls.map((call, position) => compileStep(call, position, scope));
}

function compileStep(call: StepCall, position: number, scope: StepScope): RunStep {
  const step = findStep(call.op);
  if (!step)
    throw new CompileFailure(
      'UNKNOWN_STEP',
      `Step ${position + 1} uses "${call.op}", which does not exist.`,
      'Choose a step of the catalogue.',
    );
  const args = step.args.safeParse(call.args);
  if (!args.success) {
    const issue = args.error.issues[0];
    const where = issue && issue.path.length > 0 ? ` in "${issue.path.join('.')}"` : '';
    throw new CompileFailure(
      'BAD_ARGUMENT',
      `Step ${position + 1} (${step.title}) is set up wrongly${where}: ${issue?.message ?? 'unknown'}.`,
      'Correct the settings of the step.',
    );
  }
  const run = step.compile(args.data, surroundingsOf(scope));
  return guarded(step, run);
}

function guarded(step: StepDefinition, run: RunStep): RunStep {
  const emptyIsMissing = step.family === 'number' || step.family === 'date';
  const passes = step.onMissing === 'pass';
  return (input, frame) => {
    if (passes && (isMissing(input) || (emptyIsMissing && input === ''))) return input === '' ? undefined : input;
    const output = run(input, frame);
    if (typeof output === 'string') checkTextLength(output.length, frame.maxTextLength);
    return output;
  };
}

function surroundingsOf(scope: StepScope) {
  return {
    source: (name: string): Getter => {
      const getter = scope.sources.get(name);
      if (getter) return getter;
      throw new CompileFailure(
        'UNKNOWN_NAME',
        `The rule has no source named "${name}".`,
        `Use one of: ${[...scope.sources.keys(), 'value'].join(', ')}.`,
      );
    },
    table: (name: string): ValueTable => {
      const table = Object.hasOwn(scope.tables, name) ? scope.tables[name] : undefined;
      if (table) return table;
      throw new CompileFailure(
        'UNKNOWN_TABLE',
        `There is no value table "${name}".`,
        'Create it or choose another one.',
      );
    },
  };
}
