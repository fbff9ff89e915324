import type { FlowDocument } from '@penstock/flow-model';
import type { JournalEntry } from '../ports/run-store';
import { AssumedValues } from './assumed-values';
import type { AnswerSource, Assumption } from './rehearsal';

const noFacts: ReadonlySet<string> = new Set();

/** What is noted while a rehearsal goes on: who answered which step, and what was taken for granted. */
export class RehearsalNotes {
  readonly assumed: AssumedValues;
  private readonly known = new Map<string, Assumption>();
  private readonly answers = new Map<string, { readonly source: AnswerSource; readonly facts: ReadonlySet<string> }>();

  constructor(document: FlowDocument) {
    this.assumed = new AssumedValues(document);
  }

  /** In the order in which they were made. */
  get assumptions(): readonly Assumption[] {
    return [...this.known.values()];
  }

  sourceOf(key: string): AnswerSource | undefined {
    return this.answers.get(key)?.source;
  }

  /** `facts` are members of a stand-in that repeat what was asked for. */
  answered(key: string, source: AnswerSource, facts: ReadonlySet<string> = noFacts): void {
    this.answers.set(key, { source, facts });
  }

  /** The same assumption about the same step is told once. */
  assume(assumption: Assumption): void {
    const name = `${assumption.code} ${assumption.key}`;
    if (!this.known.has(name)) this.known.set(name, assumption);
  }

  /** To be told in the order in which the steps end. */
  stepEnded({ stepId: key, port }: JournalEntry): void {
    if (port === null) return;
    const answer = this.answers.get(key);
    if (!answer) this.assumed.computed(key);
    else if (answer.source === 'sample' || answer.source === 'assumption') this.assumed.standIn(key, answer.facts);
  }
}
