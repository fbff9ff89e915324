import type { MissedPolicy } from '@penstock/connector-sdk';
import type { NominalTimes } from './cron-times';

/**
 * What a schedule does now: which of its nominal times start a run, and when it is looked at again.
 *
 * P1 A time is missed when it lies more than the grace before now; `skip` starts none of the missed ones, `once` the
 *    newest, `all` the newest `maxCatchUp`, oldest first. Times within the grace always start.
 * P2 Never before its time: with a clock that was set back nothing starts and the next time stays what it was.
 * P3 The next time grows: it is the first nominal time after now.
 */
export interface DueQuestion {
  /** The next nominal time as stored: the first that was not dealt with. */
  readonly nextAt: number;
  readonly now: number;
  readonly graceMs: number;
  readonly missed: MissedPolicy;
  readonly maxCatchUp: number;
}

export interface DueAnswer {
  /** Nominal times that start, oldest first. */
  readonly fire: readonly number[];
  /** The first and last missed time that nothing is started for. */
  readonly dropped: { readonly from: number; readonly until: number } | null;
  /** null: the schedule has no further time. */
  readonly nextAt: number | null;
}

export function decideDue(times: NominalTimes, question: DueQuestion): DueAnswer {
  const { nextAt, now, graceMs } = question;
  if (now < nextAt) return { fire: [], dropped: null, nextAt };
  const before = nextAt - 1;
  const lastMissed = now - graceMs - 1;
  const madeUp = lastMissed > before ? times.latest(before, lastMissed, catchUpLimit(question)) : [];
  const onTime = times.between(Math.max(before, lastMissed), now, Number.MAX_SAFE_INTEGER);
  return {
    fire: [...madeUp, ...onTime],
    dropped: droppedOf(times, before, (madeUp[0] ?? Math.max(before, lastMissed) + 1) - 1),
    nextAt: times.next(now),
  };
}

function catchUpLimit({ missed, maxCatchUp }: DueQuestion): number {
  if (missed === 'skip') return 0;
  return missed === 'once' ? 1 : maxCatchUp;
}

function droppedOf(times: NominalTimes, after: number, until: number): DueAnswer['dropped'] {
  const [from] = times.between(after, until, 1);
  const [last] = times.latest(after, until, 1);
  return from === undefined || last === undefined ? null : { from, until: last };
}

/** The next nominal times, for a person who writes an expression. */
export const nextNominalTimes = (times: NominalTimes, { after, count }: { readonly after: number; readonly count: number }): readonly number[] => {
  const found: number[] = [];
  for (let next = times.next(after); next !== null && found.length < count; next = times.next(next)) found.push(next);
  return found;
};
