import type { Verdict } from '@penstock/connector-sdk';
import { invariant } from '@penstock/kernel';
import fc from 'fast-check';
import { decideAfterFailure } from './decide-after-failure';
import { decideAfterVerdict } from './decide-after-verdict';
import { decideOnEffect } from './decide-on-effect';
import { effectStates, effectTransitions, isLive, type EffectRecord, type EffectState } from './effect';
import { defaultTimings } from './timings';

/** One write to a remote side that may act late, and a network and workers that may fail at every step. */
const QUARANTINE_MS = 60_000;

const turn = fc.record({
  /** What becomes of a request; `crash`: the worker dies before it hears anything. */
  fate: fc.constantFrom('answered', 'answer-lost', 'never-arrived', 'refused', 'crash', 'crash-before-send'),
  /** How long after its request the remote side acts. */
  lateMs: fc.nat(QUARANTINE_MS),
  /** The look-up cannot tell. */
  isBlind: fc.boolean(),
});
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

class Life {
  now = 0;
  effect: EffectRecord | undefined;
  readonly moves: (readonly [EffectState, EffectState])[] = [];
  /** When the remote side acts, or has acted. */
  readonly deeds: number[] = [];
  isOver = false;

  constructor(private readonly quarantineMs: number) {}

  step({ fate, lateMs, isBlind }: Turn): void {
    const decision = decideOnEffect({ effect: this.effect, quarantineMs: this.quarantineMs, isVerifiable: true }, this.now);
    switch (decision.kind) {
      case 'send':
        return this.send(decision.attempt, { fate, lateMs });
      case 'quarantine':
        return this.move('UNKNOWN', { resolveAfter: decision.resolveAfter });
      case 'wait':
        this.now = decision.untilMs;
        return;
      case 'verify':
        return this.lookUp(isBlind);
      default:
        this.isOver = true;
    }
  }

  private send(attempt: number, { fate, lateMs }: Pick<Turn, 'fate' | 'lateMs'>): void {
    this.effect = { state: 'INTENT', attempt, sentAt: this.now, resolveAfter: null, probes: 0, absentProbes: 0, word: null } as EffectRecord;
    if (fate === 'answer-lost' || fate === 'crash') this.deeds.push(this.now + lateMs);
    if (fate === 'answered') {
      this.deeds.push(this.now);
      this.move('DONE');
    } else if (fate !== 'crash' && fate !== 'crash-before-send') {
      this.fail(attempt, fate === 'refused' ? 'not-sent' : 'ambiguous');
    }
  }

  private fail(attempt: number, failureClass: 'not-sent' | 'ambiguous'): void {
    const decision = decideAfterFailure({ failure: { class: failureClass, code: 'X', message: 'No.' }, effectClass: 'L', attempt, random: 0.5 }, defaultTimings);
    if (decision.kind === 'verify') this.move('UNKNOWN', { resolveAfter: this.now + this.quarantineMs });
    else this.move('NOT_SENT');
    this.isOver = decision.kind === 'fail';
  }

  private lookUp(isBlind: boolean): void {
    invariant(this.effect, 'only a known effect is looked up');
    const { probes } = this.effect;
    const decision = decideAfterVerdict(isBlind ? { verdict: 'unsure', reason: '' } : this.truth(), this.effect, defaultTimings);
    if (decision.kind === 'look-again') this.move('UNKNOWN', { probes: probes + 1, absentProbes: decision.absentProbes, resolveAfter: this.now + decision.delayMs });
    else if (decision.kind === 'absent') this.move('ABSENT');
    else this.move(decision.kind === 'done' ? 'DONE' : 'NEEDS_HUMAN');
    this.isOver = decision.kind === 'ask-person';
  }

  private truth(): Verdict<unknown> {
    const done = this.deeds.filter((at) => at <= this.now).length;
    if (done === 0) return { verdict: 'absent', evidence: '' };
    return done === 1 ? { verdict: 'found', output: {} } : { verdict: 'duplicate', output: {}, remoteIds: ['1', '2'] };
  }

  private move(state: EffectState, change: Partial<EffectRecord> = {}): void {
    invariant(this.effect, 'only a known effect moves');
    this.moves.push([this.effect.state, state]);
    this.effect = { ...this.effect, ...change, state };
  }
}

const livesWith = (quarantineMs: number) =>
  fc.array(turn, { minLength: 1, maxLength: 60 }).map((turns) => {
    const life = new Life(quarantineMs);
    for (const each of turns) if (!life.isOver) life.step(each);
    return life;
  });
const runs = { numRuns: 1_000 };
const happensOnce = (quarantineMs: number) => fc.property(livesWith(quarantineMs), ({ deeds }) => deeds.length <= 1);

describe('one effect through any sequence of lost answers, late commits, blind look-ups and dead workers', () => {
  test('happens at most once', () => {
    fc.assert(happensOnce(QUARANTINE_MS), runs);
  });

  test('would happen twice without the quarantine', () => {
    expect(fc.check(happensOnce(0), { ...runs, seed: 7 }).failed).toBe(true);
  });

  test('makes no move that its table does not list', () => {
    fc.assert(fc.property(livesWith(QUARANTINE_MS), ({ moves }) => moves.every(([from, to]) => effectTransitions[from].includes(to))), runs);
  });

  test('is called done only when it happened, and absent only when it did not', () => {
    fc.assert(
      fc.property(livesWith(QUARANTINE_MS), ({ effect, deeds }) => {
        if (effect?.state === 'DONE') expect(deeds).toHaveLength(1);
        if (effect?.state === 'ABSENT' || effect?.state === 'NOT_SENT') expect(deeds).toHaveLength(0);
      }),
      runs,
    );
  });
});

describe('the table of effects', () => {
  test('leads from every live state to an end, and nowhere from an end', () => {
    const reach = (from: EffectState, seen = new Set<EffectState>()): Set<EffectState> => {
      for (const to of effectTransitions[from]) if (!seen.has(to)) reach(to, seen.add(to));
      return seen;
    };
    const ends = effectStates.filter((state) => effectTransitions[state].length === 0);

    expect(ends.every((state) => !isLive(state))).toBe(true);
    expect(effectStates.filter((state) => !ends.includes(state) && !ends.some((end) => reach(state).has(end)))).toEqual([]);
  });

  test('lets another send follow only where nothing can have happened (G4)', () => {
    const unknown = effectTransitions.UNKNOWN.filter((state) => !isLive(state));

    expect(unknown).toEqual(['REJECTED', 'ABSENT']);
    expect(effectTransitions.INTENT).not.toContain('ABSENT');
  });
});
