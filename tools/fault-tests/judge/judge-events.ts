import type { Findings, LoggedEffect } from './judge';
import { eventsOutOfOrder, JOURNAL } from './judge-order';

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
    order: eventsOutOfOrder({ sent, effects }),
    money: [],
  };
}

/** Findings of several kinds of evidence together. */
export const joined = (one: Findings, other: Findings): Findings => ({
  lost: [...one.lost, ...other.lost],
  duplicates: [...one.duplicates, ...other.duplicates],
  phantoms: [...one.phantoms, ...other.phantoms],
  wrong: [...one.wrong, ...other.wrong],
  order: [...one.order, ...other.order],
  money: [...one.money, ...other.money],
});
