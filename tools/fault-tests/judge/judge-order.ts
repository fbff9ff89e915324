import type { Evidence, LoggedEffect } from './judge';
import type { EventEvidence, SentEvent } from './judge-events';

/**
 * ORDER: what the remote sides saw of each key, against the order in which it had to happen. Only the append-only effect
 * logs are read. All simulators are one process, so their times come from one clock.
 */

/** Kind of effect that an event of a scenario's own becomes. */
export const JOURNAL = 'gl-journal';

/** Steps of an order that happened before the step in front of them. */
export function stepsOutOfOrder({ paytrace, prophet21 }: Evidence): string[] {
  const sales = paytrace.filter(({ kind }) => kind === 'sale');
  const orderOf = new Map(sales.map(({ id, key }) => [id, key]));
  const first = {
    sale: firstTimes(sales, ({ key }) => key),
    order: firstTimes(prophet21.filter(({ kind }) => kind === 'order'), ({ key }) => key),
    receipt: firstTimes(prophet21.filter(({ kind }) => kind === 'ar-receipt'), ({ key }) => orderOf.get(key) ?? key),
  };
  const pairs = [['sale', 'order'], ['order', 'receipt'], ['sale', 'receipt']] as const;
  return pairs.flatMap(([before, after]) =>
    [...first[after]].filter(([id, at]) => at < (first[before].get(id) ?? Number.NEGATIVE_INFINITY)).map(([id]) => `${after} before ${before} of ${id}`),
  );
}

function firstTimes(effects: readonly LoggedEffect[], keyOf: (effect: LoggedEffect) => string): Map<string, number> {
  const times = new Map<string, number>();
  for (const effect of effects) times.set(keyOf(effect), Math.min(effect.at ?? Infinity, times.get(keyOf(effect)) ?? Infinity));
  return times;
}

/** Journals of one event in another order than its own, and events of one lane that overtook or overlapped each other. */
export function eventsOutOfOrder({ sent, effects }: EventEvidence): string[] {
  const places = new Map<string, number>();
  effects.forEach(({ kind, key }, index) => kind === JOURNAL && !places.has(key) && places.set(key, index));
  const lanes = new Map<string, SentEvent[]>();
  for (const event of sent) if (event.key !== undefined) lanes.set(event.key, [...(lanes.get(event.key) ?? []), event]);
  return [...sent.flatMap((event) => withinEvent(event, places)), ...[...lanes.values()].flatMap((lane) => withinLane(lane, places))];
}

function withinEvent({ journals }: SentEvent, places: ReadonlyMap<string, number>): string[] {
  return journals.flatMap((reference, index) => {
    const before = journals[index - 1];
    const [here, there] = [places.get(reference), before === undefined ? undefined : places.get(before)];
    return here !== undefined && there !== undefined && here < there ? [`${reference} before ${before}`] : [];
  });
}

function withinLane(lane: readonly SentEvent[], places: ReadonlyMap<string, number>): string[] {
  const seen = lane.map(({ id, journals }) => ({ id, at: journals.flatMap((reference) => places.get(reference) ?? []) })).filter(({ at }) => at.length > 0);
  return seen.flatMap(({ id, at }, index) => {
    const before = seen[index - 1];
    if (!before) return [];
    const begins = Math.min(...at);
    if (Math.min(...before.at) > begins) return [`${id} before ${before.id}`];
    return Math.max(...before.at) > begins ? [`${id} while ${before.id}`] : [];
  });
}
