import { redactCardDataInText } from '@penstock/card-data-guard';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import type { RankingQuestion } from './ranking-question';

/** What somebody else chose for a target out of the matcher's candidates; null: none of them. */
export interface RankedTarget {
  readonly target: string;
  readonly source: string | null;
  readonly reason: string | undefined;
}

const mostRanked = 200;
const longestReason = 160;

const ranking = z.strictObject({
  ranking: z.array(z.strictObject({ target: z.string(), source: z.string().nullable(), reason: z.string().optional() })).max(mostRanked),
});

/**
 * Reads an answer to a question. It may name only the question's own targets, each once, and for each only one of its
 * own candidates: else the whole answer is undefined, because nothing in it can be trusted.
 */
export function readRanking(answer: Json, { targets }: RankingQuestion): readonly RankedTarget[] | undefined {
  const parsed = ranking.safeParse(answer);
  if (!parsed.success) return undefined;
  const ranked = new Map<string, RankedTarget>();
  for (const { target, source, reason } of parsed.data.ranking) {
    const asked = targets.get(target);
    if (!asked || ranked.has(target)) return undefined;
    const path = source === null ? null : asked.sources.get(source);
    if (path === undefined) return undefined;
    ranked.set(target, { target: asked.path, source: path, reason: reason === undefined ? undefined : plainReason(reason) });
  }
  return [...ranked.values()];
}

/** One short line without addresses: a reason is read by people, and whoever wrote it may have been talked into it. */
function plainReason(text: string): string | undefined {
  const line = redactCardDataInText(text).replace(/[\p{C}\s]+/gu, ' ').trim();
  if (line === '' || /:\/\/|www\.|@/i.test(line)) return undefined;
  return line.length > longestReason ? `${line.slice(0, longestReason - 1)}…` : line;
}
