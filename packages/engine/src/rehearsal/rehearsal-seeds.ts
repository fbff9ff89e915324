import { containersAround } from '@penstock/flow-model';
import { stringifyJson } from '@penstock/kernel';
import type { JournalEntry } from '../ports/run-store';
import type { RehearsalNotes } from './rehearsal-notes';
import { firstKeyOf, type RehearsedPart, type Standing } from './rehearsed-part';

/** An output that a step gave earlier; the step is not executed again. */
export interface GivenAnswer extends Standing {
  /** It rests on a sample or an assumption. */
  readonly isAssumed: boolean;
}

/** Steps that count as finished from the start; the frontier takes them for finished like those of a run that goes on. */
export interface Seeds {
  readonly entries: readonly JournalEntry[];
  /** Keys of entries that nobody is told of: nothing was given, nothing was done. */
  readonly hidden: ReadonlySet<string>;
}

export const noSeeds: Seeds = { entries: [], hidden: new Set() };

export interface SeedQuestion {
  readonly part: RehearsedPart;
  readonly stepId: string;
  readonly answers: ReadonlyMap<string, GivenAnswer>;
  readonly notes: RehearsalNotes;
  /** Milliseconds. */
  readonly now: number;
}

/** The target itself is always executed, whatever is given for it. */
export function seedsOf({ part, stepId, answers, notes, now }: SeedQuestion): Seeds {
  const { document, passed } = part;
  const around = [stepId, ...containersAround(document.steps, stepId)];
  const canBeGiven = (id: string): boolean =>
    Object.hasOwn(document.steps, id) && !around.includes(id) && containersAround(document.steps, id).every((outer) => around.includes(outer));
  const given = new Map([...answers].flatMap(([id, answer]) => (canBeGiven(id) ? [[firstKeyOf(document, id), answer] as const] : [])));
  const byKey = new Map<string, Standing>(passed);
  for (const [key, { isAssumed, port, output }] of given) {
    byKey.set(key, { port: passed.get(key)?.port ?? port, output });
    notes.answered(key, 'given');
    if (isAssumed) notes.assumed.standIn(key);
  }
  return {
    entries: [...byKey].map(([key, { port, output }]) => entryOf(key, { port, output, now })),
    hidden: new Set([...byKey.keys()].filter((key) => !given.has(key))),
  };
}

const entryOf = (key: string, { port, output, now }: Standing & { readonly now: number }): JournalEntry => ({
  stepId: key,
  attempt: 1,
  status: 'succeeded',
  port,
  input: null,
  output: stringifyJson(output),
  failure: null,
  startedAt: now,
  finishedAt: now,
});
