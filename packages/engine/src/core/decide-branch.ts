import { redactCardData } from '@penstock/card-data-guard';
import { Decimal, err, ok, stringifyJson, type Json, type JsonObject, type Result } from '@penstock/kernel';
import { parsePath, type ComparedSide, type ConditionLine, type Scope } from '@penstock/mapping';
import type { PlannedOf } from './execution-plan';
import type { StepOutcome } from './run-state';

export type PlannedBranch = PlannedOf<'if'> | PlannedOf<'filter'> | PlannedOf<'switch'>;

export interface BranchDecision {
  /** Refused with the reason why a condition cannot be decided. */
  readonly outcome: Result<StepOutcome, string>;
  /** JSON text `{ why: [line, …] }`: what was compared and how it came out, as the step's input. */
  readonly input: string;
}

const MOST_LINES = 40;
const LONGEST_TEXT = 200;
const MOST_ITEMS = 20;

/** Which way an if, a filter or a switch goes, and the values that decided it. */
export function decideBranch(step: PlannedBranch, scope: Scope): BranchDecision {
  const lines: Json[] = [];
  const decided = (outcome: BranchDecision['outcome']): BranchDecision => ({
    outcome,
    input: stringifyJson({ why: lines.slice(0, MOST_LINES) }),
  });
  const cases = step.kind === 'switch' ? step.cases : [{ port: null, condition: step.condition }];
  for (const { port, condition } of cases) {
    const { answer, lines: compared } = condition.explain(scope);
    lines.push(...compared.map((line) => recordOf(line, port)));
    if (!answer.ok) return decided(err(answer.error.message));
    if (step.kind !== 'switch') return decided(ok(outcomeOf(step.kind, answer.value)));
    if (answer.value) return decided(ok({ port, output: { case: port } } as StepOutcome));
  }
  return decided(ok({ port: 'default', output: { case: null } }));
}

function outcomeOf(kind: 'if' | 'filter', result: boolean): StepOutcome {
  const port = kind === 'if' ? (result ? 'yes' : 'no') : result ? 'default' : 'filtered';
  return { port, output: { result } };
}

const recordOf = ({ depth, kind, left, right, holds }: ConditionLine, port: string | null): Json => ({
  ...(port !== null && { case: port }),
  depth,
  kind,
  ...(left && { left: sideOf(left) }),
  ...(right && { right: sideOf(right) }),
  holds,
});

/**
 * The value stands under its own name, so that whatever masks or erases recorded values by their names finds it; a
 * value that was not there leaves `seen` empty.
 */
function sideOf({ path, value }: ComparedSide): Json {
  const seen = value === undefined ? {} : shortened(redactCardData({ [path === undefined ? 'value' : nameIn(path)]: limited(value) }));
  return path === undefined ? { seen } : { path, seen };
}

function nameIn(path: string): string {
  const parsed = parsePath(path);
  const names = parsed.ok ? parsed.value.filter((segment) => typeof segment === 'string') : [];
  return names.at(-1) ?? 'value';
}

/** Enough to see why, never a whole document; texts keep what the search for card data needs around their cut. */
function limited(value: Json): Json {
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT * 5);
  if (Array.isArray(value)) return (value as readonly Json[]).slice(0, MOST_ITEMS).map((item) => (Array.isArray(item) ? '[…]' : limited(item)));
  return value !== null && typeof value === 'object' && !(value instanceof Decimal) ? '{…}' : value;
}

function shortened(value: Json): Json {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(shortened);
  if (value === null || typeof value !== 'object' || value instanceof Decimal) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([name, member]) => [name, shortened(member)]));
}
