import type { Findings, LoggedEffect } from './judge';

/** An event that a scenario sent itself, and what must happen outside because of it. */
export interface SentEvent {
  readonly id: string;
  /** Lane; events of one lane were sent one after the other, each acknowledged before the next. */
  readonly key?: string;
  readonly amount: string;
  /** References of the journals it becomes, in their order. */
  readonly journals: readonly string[];
  readonly isAcknowledged: boolean;
}

export interface EventEvidence {
  /** In the order in which they were sent. */
  readonly sent: readonly SentEvent[];
  /** In the order in which they happened. */
  readonly effects: readonly LoggedEffect[];
}

const JOURNAL = 'gl-journal';

/** The same letters as for orders, for events that become journals. */
export function judgeEvents({ sent, effects }: EventEvidence, withPerson: ReadonlySet<string> = new Set()): Findings {
  const journals = effects.filter(({ kind }) => kind === JOURNAL);
  const owner = new Map(sent.flatMap((event) => event.journals.map((reference) => [reference, event] as const)));
  const counts = new Map<string, number>();
  for (const { key } of journals) counts.set(key, (counts.get(key) ?? 0) + 1);
  const owed = sent.filter(({ id, isAcknowledged }) => isAcknowledged && !withPerson.has(id));
  const isWrong = ({ key, amount }: LoggedEffect): boolean => owner.has(key) && Number(amount) !== Number(owner.get(key)?.amount);
  return {
    lost: owed.flatMap(({ journals: references }) => references.filter((reference) => !counts.has(reference)).map((reference) => `journal ${reference}`)),
    duplicates: [...counts].filter(([, count]) => count > 1).map(([key, count]) => `journal ${key}: ${count} times`),
    phantoms: [...counts.keys()].filter((key) => !owner.has(key)).map((key) => `journal ${key}`),
    wrong: journals.filter(isWrong).map(({ key, amount }) => `journal ${key}: ${amount}`),
    money: [],
  };
}

export interface OrderFindings {
  /** Journals of a lane that happened before those of an event sent earlier. */
  readonly inversions: readonly string[];
  /** Events of a lane that began before the one in front of them had ended. */
  readonly overlaps: readonly string[];
}

/** ORDER: what the remote side saw of each lane, against the order of sending. */
export function judgeOrder({ sent, effects }: EventEvidence): OrderFindings {
  const places = new Map<string, number>();
  effects.forEach(({ kind, key }, index) => kind === JOURNAL && !places.has(key) && places.set(key, index));
  const lanes = new Map<string, SentEvent[]>();
  for (const event of sent) if (event.key !== undefined) lanes.set(event.key, [...(lanes.get(event.key) ?? []), event]);
  const found = { inversions: [] as string[], overlaps: [] as string[] };
  for (const lane of lanes.values()) {
    const seen = lane.map(({ id, journals }) => ({ id, at: journals.flatMap((reference) => places.get(reference) ?? []) })).filter(({ at }) => at.length > 0);
    seen.forEach(({ id, at }, index) => {
      const before = seen[index - 1];
      if (!before) return;
      const [begins, ends] = [Math.min(...at), Math.max(...before.at)];
      if (Math.min(...before.at) > begins) found.inversions.push(`${id} before ${before.id}`);
      else if (ends > begins) found.overlaps.push(`${id} while ${before.id}`);
    });
  }
  return found;
}

/** Findings of several kinds of evidence together. */
export const joined = (one: Findings, other: Findings): Findings => ({
  lost: [...one.lost, ...other.lost],
  duplicates: [...one.duplicates, ...other.duplicates],
  phantoms: [...one.phantoms, ...other.phantoms],
  wrong: [...one.wrong, ...other.wrong],
  money: [...one.money, ...other.money],
});
