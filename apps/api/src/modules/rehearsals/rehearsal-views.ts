import type {
  DryRunResult,
  EffectDifferenceView,
  FieldDifferenceView,
  MoneyTotalView,
  PlannedEffectView,
  RehearsalProblemView,
  RehearsedStepView,
} from '@penstock/contracts';
import type {
  EffectDifference,
  MoneySum,
  PlannedEffect,
  Rehearsal,
  RehearsalProblem,
  RehearsedStep,
} from '@penstock/engine';
import type { Json } from '@penstock/kernel';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';

type Part = Pick<DryRunResult, 'outcome' | 'steps' | 'effects' | 'totals' | 'assumptions' | 'problems' | 'response'>;
type WireJson = RehearsedStepView['input'] & {};

/** Values pass as they are but for one-time tokens, exact decimals included, which the view's type does not know. */
const exact = (value: Json): WireJson => maskOneTimeTokens(value) as unknown as WireJson;

/** The views say the same as the engine's words, name by name: the compiler sees to it. */
export const rehearsalView = (rehearsal: Rehearsal): Part => ({
  outcome: rehearsal.outcome,
  steps: rehearsal.steps.map(stepView),
  effects: rehearsal.effects.map(effectView),
  totals: rehearsal.totals.map(({ kind, standing, currency, count, amount }) => ({
    kind,
    standing,
    currency,
    count,
    amount,
  })),
  assumptions: rehearsal.assumptions.map(({ key, code, message }) => ({ key, code, message })),
  problems: rehearsal.problems.map(problemView),
  ...withValue('response', rehearsal.response),
});

const stepView = ({ input, output, iteration, restsOn, failure, ...step }: RehearsedStep): RehearsedStepView => ({
  key: step.key,
  stepId: step.stepId,
  name: step.name,
  kind: step.kind,
  iteration: [...iteration],
  status: step.status,
  port: step.port,
  failure,
  answeredFrom: step.answeredFrom,
  restsOn: [...restsOn],
  isGuess: step.isGuess,
  ...withValue('input', input),
  ...withValue('output', output),
});

const effectView = ({ iteration, restsOn, conditionalOn, request, ...effect }: PlannedEffect): PlannedEffectView => ({
  key: effect.key,
  stepId: effect.stepId,
  iteration: [...iteration],
  connector: effect.connector,
  action: effect.action,
  actionVersion: effect.actionVersion,
  slot: effect.slot,
  kind: effect.kind,
  class: effect.class,
  businessKey: effect.businessKey,
  amount: effect.amount,
  currency: effect.currency,
  request: exact(request),
  standing: effect.standing,
  restsOn: [...restsOn],
  conditionalOn: [...conditionalOn],
});

/** Kinds that a later release recorded are no reason to hide the difference. */
export const differenceView = ({ fields, kind, ...difference }: EffectDifference): EffectDifferenceView => ({
  change: difference.change,
  key: difference.key,
  connector: difference.connector,
  action: difference.action,
  kind: kind as EffectDifferenceView['kind'],
  businessKey: difference.businessKey,
  amountBefore: difference.amountBefore,
  amountAfter: difference.amountAfter,
  currency: difference.currency,
  fields: fields.map(fieldView),
});

/** A side that has no such place is left out, so that it is not mistaken for null. */
export const fieldView = ({ path, before, after }: EffectDifference['fields'][number]): FieldDifferenceView => ({
  path,
  ...withValue('before', shownAt(path, before)),
  ...withValue('after', shownAt(path, after)),
});

const shownAt = (path: string, value: Json | undefined): Json | undefined =>
  value === undefined ? undefined : maskOneTimeTokens(value, path.split('.').at(-1));

/** Kinds that a later release recorded are no reason to hide the sum. */
export const moneyView = (sums: readonly MoneySum[]): MoneyTotalView[] =>
  sums.map((sum) => ({ ...sum, kind: sum.kind as MoneyTotalView['kind'] }));

export const problemView = (problem: RehearsalProblem): RehearsalProblemView => ({
  key: problem.key,
  stepId: problem.stepId,
  field: problem.field,
  code: problem.code,
  message: problem.message,
  remedy: problem.remedy,
  isCaught: problem.isCaught,
});

const withValue = <Name extends string>(name: Name, value: Json | undefined): Partial<Record<Name, WireJson>> =>
  value === undefined ? {} : ({ [name]: exact(value) } as Partial<Record<Name, WireJson>>);
