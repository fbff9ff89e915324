import type { DryRunResult, PlannedEffectView } from '@penstock/contracts';
import { formatMoney } from '../../../../shared/lib/format-money';
import type { Tone } from '../../../../shared/ui/status';

type Standing = PlannedEffectView['standing'];

export const standingLooks: Readonly<Record<Standing, { readonly tone: Tone; readonly words: string }>> = {
  new: { tone: 'running', words: 'Would be sent' },
  confirmed: { tone: 'succeeded', words: 'Done already, skipped' },
  unknown: { tone: 'waiting', words: 'Not known yet whether it happened: checked first' },
  conflict: { tone: 'attention', words: 'In use with other values: a person is asked' },
};

const order: readonly Standing[] = ['new', 'confirmed', 'unknown', 'conflict'];
const kinds: Readonly<Record<PlannedEffectView['kind'], string>> = {
  money: 'payments',
  ledger: 'postings',
  'master-data': 'master data',
  message: 'messages',
};
const verbs: Readonly<Record<Standing, (count: number) => string>> = {
  new: (count) => `${counted(count)} would be sent`,
  confirmed: (count) => `${counted(count)} done already and skipped`,
  unknown: (count) => `${counted(count)} not known yet, checked first`,
  conflict: (count) => `${counted(count)} in use with other values, a person is asked`,
};

/** One line per standing, with the sums that go with it: `3 effects would be sent: payments USD 59.97`. */
export function consequenceOf({ effects, totals }: Pick<DryRunResult, 'effects' | 'totals'>): readonly string[] {
  return order.flatMap((standing) => {
    const count = effects.filter((effect) => effect.standing === standing).length;
    if (count === 0) return [];
    const sums = totals
      .filter((total) => total.standing === standing)
      .map(({ kind, currency, amount }) => `${kinds[kind]} ${formatMoney(amount, currency)}`);
    return [`${verbs[standing](count)}${sums.length > 0 ? `: ${sums.join(', ')}` : ''}`];
  });
}

/** How far the flow would come, in a sentence. */
export function outcomeOf({ outcome, problems }: Pick<DryRunResult, 'outcome' | 'problems'>): {
  readonly tone: Tone;
  readonly words: string;
} {
  if (outcome === 'succeeded') return { tone: 'succeeded', words: 'The flow would go through. Nothing was sent.' };
  const [problem] = problems.filter(({ isCaught }) => !isCaught);
  return {
    tone: 'attention',
    words: `The flow would stop and need a person. Nothing was sent.${problem ? ` ${problem.message}` : ''}`,
  };
}

const counted = (count: number): string => (count === 1 ? '1 effect' : `${count} effects`);
