import type { ReplayPreview } from '@penstock/contracts';
import { effectKinds } from '../../../shared/lib/effect-kinds';
import { formatMoney } from '../../../shared/lib/format-money';
import { strings } from './strings';

const order = ['fresh', 'unknown', 'conflicts', 'confirmed'] as const;

/** What a replay does in numbers and money, a line each; nothing for what does not occur. */
export function replayConsequence(preview: Pick<ReplayPreview, (typeof order)[number]>): readonly string[] {
  return order.flatMap((share) => {
    const { count, money } = preview[share];
    if (count === 0) return [];
    const sums = money.map(({ kind, currency, amount }) => `${effectKinds[kind]} ${formatMoney(amount, currency)}`);
    const words = strings.would[share](count === 1 ? '1' : String(count));
    return [`${words}${sums.length > 0 ? ` (${sums.join(', ')})` : ''}`];
  });
}
