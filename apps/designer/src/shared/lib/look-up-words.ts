import type { LookUp } from '@penstock/contracts';
import type { Tone } from '../ui/status';

/** The verdict of a look-up, as a clerk would say it. */
export const lookUpWords = {
  found: { tone: 'succeeded', words: 'It is there' },
  refused: { tone: 'failed', words: 'It is there and was refused' },
  absent: { tone: 'cancelled', words: 'It is not there' },
  unsure: { tone: 'waiting', words: 'The look-up could not tell' },
  duplicate: { tone: 'attention', words: 'It is there more than once' },
} as const satisfies Record<LookUp['verdict'], { readonly tone: Tone; readonly words: string }>;
