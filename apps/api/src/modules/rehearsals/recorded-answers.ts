import { stepIdOf, type FailureRecord, type RecordedAnswer } from '@penstock/engine';
import { parseJson } from '@penstock/kernel';

/** One try of a step as it stands in the journal; texts are JSON. */
export interface RecordedEntry {
  readonly step_id: string;
  readonly status: 'succeeded' | 'failed' | 'skipped';
  /** Null: the try was followed by another one, or by a person. */
  readonly port: string | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly failure: string | null;
}

export interface RecordedAnswers {
  /** Of every step. */
  readonly all: ReadonlyMap<string, RecordedAnswer>;
  /** Of steps that write nothing: reads, waits, decisions. */
  readonly withoutEffects: ReadonlyMap<string, RecordedAnswer>;
}

/**
 * What a recorded run was answered, by key of the step. A step that never left the platform (its mapping failed, its
 * input was refused) has no answer: another version may well do better.
 */
export function answersFrom(journal: readonly RecordedEntry[], isEffect: (stepId: string) => boolean): RecordedAnswers {
  const all = new Map<string, RecordedAnswer>();
  for (const entry of journal) {
    const answer = answerOf(entry);
    if (answer) all.set(entry.step_id, answer);
  }
  const withoutEffects = new Map([...all].filter(([key]) => !key.endsWith('~undo') && !isEffect(stepIdOf(key))));
  return { all, withoutEffects };
}

function answerOf({ status, output, failure }: RecordedEntry): RecordedAnswer | undefined {
  if (status === 'succeeded') return { kind: 'output', output: output === null ? null : parseJson(output) };
  if (failure === null) return undefined;
  const recorded = parseJson(failure) as unknown as FailureRecord;
  return recorded.class === 'business' ? { kind: 'failure', failure: recorded } : undefined;
}
