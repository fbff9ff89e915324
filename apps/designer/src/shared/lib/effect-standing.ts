import type { PlannedEffectView } from '@penstock/contracts';
import type { Tone } from '../ui/status';

/** What would become of an effect if its flow went by now, as a clerk would say it. */
export const standingLooks: Readonly<
  Record<PlannedEffectView['standing'], { readonly tone: Tone; readonly words: string }>
> = {
  new: { tone: 'running', words: 'Would be sent' },
  confirmed: { tone: 'succeeded', words: 'Done already, skipped' },
  unknown: { tone: 'waiting', words: 'Not known yet whether it happened: checked first' },
  conflict: { tone: 'attention', words: 'In use with other values: a person is asked' },
};
