import type { ShadowedRun } from '@penstock/contracts';
import { effectRows, type DifferenceRow } from '../../../../shared/lib/difference-rows';
import { runStatusLooks } from '../../../../shared/ui/status';
import { strings } from '../strings';

/** How the end and the effects of one recorded run would differ; empty when nothing would. */
export function shadowRows({ recordedStatus, outcome, effects, problems }: ShadowedRun): DifferenceRow[] {
  const isOtherEnd = (outcome === 'succeeded') !== (recordedStatus === 'succeeded');
  const problem = problems.find(({ isCaught }) => !isCaught)?.message;
  const after = [strings.outcomes[outcome], ...(problem === undefined ? [] : [problem])].join(': ');
  const end = { place: strings.end, before: runStatusLooks[recordedStatus].word, after };
  return [...(isOtherEnd ? [end] : []), ...effects.flatMap((effect) => effectRows(effect, strings.changes[effect.change]))];
}
