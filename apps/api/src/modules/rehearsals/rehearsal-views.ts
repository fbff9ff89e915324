import type { DryRunResult, EffectDifferenceView, MoneyTotalView, RehearsalProblemView } from '@penstock/contracts';
import type { EffectDifference, MoneySum, Rehearsal, RehearsalProblem } from '@penstock/engine';
import type { Json } from '@penstock/kernel';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';

type Part = Pick<DryRunResult, 'outcome' | 'steps' | 'effects' | 'totals' | 'assumptions' | 'problems' | 'response'>;

/** The views say the same as the engine's words; recorded values pass as they are, exact decimals included. */
export function rehearsalView({ response, steps, ...rest }: Rehearsal): Part {
  const view = {
    ...rest,
    steps: steps.map(({ input, output, ...step }) => ({
      ...step,
      ...withValue('input', input),
      ...withValue('output', output),
    })),
    ...withValue('response', response),
  };
  return view as unknown as Part;
}

export const differenceView = ({ fields, ...difference }: EffectDifference): EffectDifferenceView =>
  ({ ...difference, fields: fields.map(fieldView) }) as unknown as EffectDifferenceView;

/** A side that has no such place is left out, so that it is not mistaken for null. */
export const fieldView = ({ path, before, after }: EffectDifference['fields'][number]) => ({
  path,
  ...withValue('before', shownAt(path, before)),
  ...withValue('after', shownAt(path, after)),
});

const shownAt = (path: string, value: Json | undefined): Json | undefined =>
  value === undefined ? undefined : maskOneTimeTokens(value, path.split('.').at(-1));

/** Kinds that a later release recorded are no reason to hide the sum. */
export const moneyView = (sums: readonly MoneySum[]): MoneyTotalView[] =>
  sums.map((sum) => ({ ...sum, kind: sum.kind as MoneyTotalView['kind'] }));

export const problemView = (problem: RehearsalProblem): RehearsalProblemView => ({ ...problem });

const withValue = <Name extends string>(name: Name, value: Json | undefined): Partial<Record<Name, Json>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Json>>);
