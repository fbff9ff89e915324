import type { ExpectedEffect, ExpectedOutput, FlowTest, TestAnswer } from '@penstock/flow-model';
import { Decimal, parseJson, type Json } from '@penstock/kernel';
import { compareJson, compileGetter, parsePath, type Scope } from '@penstock/mapping';
import type { PlannedEffect, RecordedAnswer, Rehearsal } from './rehearsal';

/** One way in which a flow did not do what its test expects. */
export interface FlowTestFinding {
  readonly kind: 'outcome' | 'effect-missing' | 'effect-unexpected' | 'effect-differs' | 'step-missing' | 'output-differs' | 'not-runnable';
  /** Key of the step; null for the run as a whole. */
  readonly step: string | null;
  /** Path in the request or output; null when the whole is meant. */
  readonly path: string | null;
  readonly expected?: Json;
  readonly actual?: Json;
  readonly message: string;
}

/** The answers of a test as a rehearsal takes them. A failure is one for good: the flow is tested, not the remote side's luck. */
export const recordedOf = ({ answers }: FlowTest): ReadonlyMap<string, RecordedAnswer> => new Map(Object.entries(answers).map(([key, answer]) => [key, answerOf(answer)]));

const answerOf = (answer: TestAnswer): RecordedAnswer =>
  'output' in answer ? { kind: 'output', output: parseJson(answer.output) } : { kind: 'failure', failure: { class: 'business', ...answer.failure } };

/** Everything in which a rehearsal differs from what the test expects; empty: passed. */
export function judgeFlowTest({ expect }: FlowTest, rehearsal: Rehearsal): FlowTestFinding[] {
  return [
    ...judgeOutcome(expect.outcome, rehearsal),
    ...(expect.effects === undefined ? [] : judgeEffects(expect.effects, rehearsal.effects)),
    ...Object.entries(expect.outputs).flatMap(([step, output]) => judgeOutput(step, output, rehearsal)),
  ];
}

function judgeOutcome(expected: FlowTest['expect']['outcome'], { outcome, problems }: Rehearsal): FlowTestFinding[] {
  if (outcome === expected) return [];
  const why = problems.find(({ isCaught }) => !isCaught)?.message;
  return [{ kind: 'outcome', step: null, path: null, expected, actual: outcome, message: `The run ends as ${outcome}, not ${expected}.${why === undefined ? '' : ` ${why}`}` }];
}

function judgeEffects(expected: readonly ExpectedEffect[], planned: readonly PlannedEffect[]): FlowTestFinding[] {
  const left = [...planned];
  const findings = expected.flatMap((effect) => {
    const index = left.findIndex(({ key }) => key === effect.step);
    const [found] = index === -1 ? [] : left.splice(index, 1);
    if (found) return judgeEffect(effect, found);
    return [{ kind: 'effect-missing' as const, step: effect.step, path: null, message: `“${effect.step}” would do nothing outside; the test expects that it does.` }];
  });
  const unexpected = left.map(({ key, connector, action, businessKey, amount, currency }): FlowTestFinding => ({
    kind: 'effect-unexpected',
    step: key,
    path: null,
    actual: { action: `${connector}.${action}`, businessKey, amount, currency },
    message: `“${key}” would do ${connector}.${action}${amount === null ? '' : ` of ${amount} ${currency ?? ''}`.trimEnd()}, which the test does not expect.`,
  }));
  return [...findings, ...unexpected];
}

function judgeEffect({ step, action, businessKey, amount, currency, fields }: ExpectedEffect, planned: PlannedEffect): FlowTestFinding[] {
  const facts: readonly (readonly [name: string, expected: string | undefined, actual: string | null])[] = [
    ['action', action, `${planned.connector}.${planned.action}`],
    ['businessKey', businessKey, planned.businessKey],
    ['amount', amount, planned.amount],
    ['currency', currency, planned.currency],
  ];
  const differing = facts.filter(([name, expected, actual]) => expected !== undefined && !isSameFact(name, expected, actual));
  return [
    ...differing.map(([path, expected = '', actual]): FlowTestFinding => ({ kind: 'effect-differs', step, path, expected, actual, message: `${path} of “${step}” is ${actual ?? 'not there'}, not ${expected}.` })),
    ...judgeFields(fields, planned.request).map((difference): FlowTestFinding => ({ kind: 'effect-differs', step, ...difference, message: `${difference.path} of what “${step}” would send is another one.` })),
  ];
}

/** Amounts are compared by value: 5 and 5.00 move the same money. */
const isSameFact = (name: string, expected: string, actual: string | null): boolean =>
  expected === actual || (name === 'amount' && actual !== null && Decimal.from(expected).equals(Decimal.from(actual)));

function judgeOutput(step: string, { value, fields }: ExpectedOutput, { steps }: Rehearsal): FlowTestFinding[] {
  const found = steps.find(({ key }) => key === step);
  if (found?.output === undefined) {
    return [{ kind: 'step-missing', step, path: null, message: `“${step}” ${found ? `is ${found.status} and gives nothing` : 'is no step of this flow'}; the test expects a value.` }];
  }
  const whole = value === undefined ? [] : compareJson(parseJson(value), found.output).map(({ path, before, after }) => differenceAt(path, before, after));
  return [...whole, ...judgeFields(fields, found.output)].map((difference) => ({ kind: 'output-differs', step, ...difference, message: `${difference.path ?? 'The whole'} of what “${step}” gives is another one.` }));
}

type Difference = Pick<FlowTestFinding, 'path' | 'expected' | 'actual'>;

const judgeFields = (fields: Readonly<Record<string, unknown>>, value: Json): Difference[] =>
  Object.entries(fields).flatMap(([path, expected]) => {
    const actual = valueAt(path, value);
    return compareJson(expected as Json, actual).length === 0 ? [] : [differenceAt(path, expected as Json, actual)];
  });

const differenceAt = (path: string, expected: Json | undefined, actual: Json | undefined): Difference => ({
  path: path === '' ? null : path,
  ...(expected !== undefined && { expected }),
  ...(actual !== undefined && { actual }),
});

function valueAt(path: string, value: Json): Json | undefined {
  const segments = parsePath(path);
  return segments.ok ? (compileGetter(segments.value)(value as Scope) as Json | undefined) : undefined;
}
