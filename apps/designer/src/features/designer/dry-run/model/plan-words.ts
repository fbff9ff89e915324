import type { DryRunResult, PlannedEffectView } from '@penstock/contracts';
import { effectKinds } from '../../../../shared/lib/effect-kinds';
import { formatMoney } from '../../../../shared/lib/format-money';
import type { Tone } from '../../../../shared/ui/status';
import { strings } from '../strings';

type Standing = PlannedEffectView['standing'];

const order: readonly Standing[] = ['new', 'confirmed', 'unknown', 'conflict'];
/** One line per standing, with the sums that go with it: `3 effects would be sent: payments USD 59.97`. */
export function consequenceOf({ effects, totals }: Pick<DryRunResult, 'effects' | 'totals'>): readonly string[] {
  return order.flatMap((standing) => {
    const count = effects.filter((effect) => effect.standing === standing).length;
    if (count === 0) return [];
    const sums = totals
      .filter((total) => total.standing === standing)
      .map(({ kind, currency, amount }) => `${effectKinds[kind]} ${formatMoney(amount, currency)}`);
    return [`${strings.counts[standing](strings.effectCount(count))}${sums.length > 0 ? `: ${sums.join(', ')}` : ''}`];
  });
}

/** How far the flow would come, in a sentence. */
export function outcomeOf({ outcome, problems }: Pick<DryRunResult, 'outcome' | 'problems'>): {
  readonly tone: Tone;
  readonly words: string;
} {
  if (outcome === 'succeeded') return { tone: 'succeeded', words: strings.goesThrough };
  const [problem] = problems.filter(({ isCaught }) => !isCaught);
  return {
    tone: 'attention',
    words: problem ? `${strings.wouldStop} ${problem.message}` : strings.wouldStop,
  };
}
