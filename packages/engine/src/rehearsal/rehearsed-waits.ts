import type { FlowDocument } from '@penstock/flow-model';
import { stringifyJson, type Json, type ManualClock } from '@penstock/kernel';
import { stepIdOf } from '../core/run-state';
import type { WaitpointRecord } from '../ports/run-store';
import type { RecordedAnswer } from './rehearsal';
import type { RehearsalNotes } from './rehearsal-notes';
import type { RehearsalStore } from './rehearsal-store';

export interface WaitParts {
  readonly document: FlowDocument;
  readonly store: RehearsalStore;
  readonly clock: ManualClock;
  readonly notes: RehearsalNotes;
  readonly recorded: ReadonlyMap<string, RecordedAnswer>;
  readonly choices: Readonly<Record<string, string>>;
}

/** Names the way out of a wait nobody has answered in time. */
const TIMEOUT = 'timeout';

/** Ends waits in no time: people and callers are answered for, time is let pass by moving the clock. */
export class RehearsedWaits {
  constructor(private readonly parts: WaitParts) {}

  /** @returns whether a wait was ended. */
  end(): boolean {
    const open = this.parts.store.openWaits();
    const untilTimeIsOver = open.filter((waitpoint) => !this.answer(waitpoint));
    // What can be answered goes on at the present time, before time passes for the others.
    if (open.length > 0 && untilTimeIsOver.length === open.length) this.passTime(open);
    return open.length > 0;
  }

  private passTime(open: readonly WaitpointRecord[]): void {
    const { clock, notes } = this.parts;
    const next = Math.min(...open.map(({ expiresAt }) => expiresAt ?? 0));
    for (const { key, expiresAt } of open) {
      if (expiresAt !== next) continue;
      notes.answered(key, this.recordedOf(key) === undefined ? 'computed' : 'recording');
      notes.assume({
        key,
        code: 'WAIT_SKIPPED',
        message: `Waiting until ${new Date(next).toISOString()} was skipped; everything after it is taken at that time.`,
      });
    }
    clock.advance(Math.max(1, next - clock.now()));
  }

  /** @returns false when only time ends it. */
  private answer({ key, kind }: WaitpointRecord): boolean {
    if (kind === 'timer' || this.wantedOf(key) === TIMEOUT) return false;
    if (kind === 'callback') this.callBack(key);
    else this.decide(key);
    return true;
  }

  private callBack(key: string): void {
    const given = this.recordedOf(key);
    this.parts.notes.answered(key, given === undefined ? 'assumption' : 'recording');
    if (given === undefined) {
      this.parts.notes.assume({
        key,
        code: 'CALLBACK_ASSUMED',
        message: 'Nobody called back; an empty answer stands in.',
      });
    }
    this.parts.store.answer(key, { result: stringifyJson(given ?? {}), actor: ACTOR });
  }

  private decide(key: string): void {
    const { document, notes, store } = this.parts;
    const step = document.steps[stepIdOf(key)];
    const choices = step?.kind === 'wait' && step.wait.kind === 'decision' ? step.wait.choices : [];
    const wanted = this.wantedOf(key);
    const chosen = choices.find(({ id }) => id === wanted) ?? choices[0];
    const choice = chosen?.id ?? TIMEOUT;
    const isRecorded = choice === choiceIn(this.recordedOf(key));
    notes.answered(key, isRecorded ? 'recording' : 'assumption');
    if (!isRecorded) {
      notes.assume({
        key,
        code: 'DECISION_CHOSEN',
        message: `Nobody was asked; “${chosen?.label ?? choice}” is taken as the decision.`,
      });
    }
    store.answer(key, { result: stringifyJson({ choice }), actor: ACTOR });
  }

  /** What was asked for, else what was recorded. */
  private wantedOf(key: string): string | undefined {
    return this.parts.choices[stepIdOf(key)] ?? choiceIn(this.recordedOf(key));
  }

  private recordedOf(key: string): Json | undefined {
    const recorded = this.parts.recorded.get(key);
    return recorded?.kind === 'output' ? recorded.output : undefined;
  }
}

const ACTOR = 'rehearsal';

function choiceIn(output: Json | undefined): string | undefined {
  const { choice, timedOut } = (output ?? {}) as { readonly choice?: string; readonly timedOut?: boolean };
  return timedOut === true ? TIMEOUT : choice;
}
