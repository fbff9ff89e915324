import { sumsOf, type Sum } from '../../../shared/lib/sums';
import type { AttentionItem, Cause } from './attention-items';

/** What waits for the same reason: mend it once, then retry the group. */
export interface CauseGroup {
  readonly cause: Cause;
  /** Oldest first. */
  readonly items: readonly AttentionItem[];
  readonly atRisk: readonly Sum[];
  readonly oldestAt: string;
}

const rankOf = { effect: 0, decision: 1, run: 2 } as const satisfies Record<AttentionItem['kind'], number>;

/** Money in doubt first, then questions, then stopped runs; within these the largest group first. */
export function groupByCause(items: readonly AttentionItem[]): CauseGroup[] {
  const groups = new Map<string, AttentionItem[]>();
  for (const item of items) groups.set(item.cause.key, [...(groups.get(item.cause.key) ?? []), item]);
  return [...groups.values()].map(groupOf).sort((a, b) => rank(a) - rank(b) || b.items.length - a.items.length);
}

function groupOf(members: AttentionItem[]): CauseGroup {
  const items = [...members].sort((a, b) => a.since.localeCompare(b.since));
  const [oldest] = items as [AttentionItem, ...AttentionItem[]];
  return { cause: oldest.cause, items, atRisk: sumsOf(items.filter(isAtRisk)), oldestAt: oldest.since };
}

/** What a person gave up is decided: it did not happen and shall not be sent. What was given up unasked may have happened. */
const isAtRisk = ({ cause }: AttentionItem): boolean => cause.code !== 'GIVEN_UP_BY_PERSON';

const rank = ({ items: [first] }: CauseGroup): number => (first ? rankOf[first.kind] : 0);
