import { failureClasses, type Verdict } from '@penstock/connector-sdk';
import fc from 'fast-check';
import { decideAfterFailure, LEASE_ENDING, type StepEffectClass } from './decide-after-failure';
import { decideAfterVerdict } from './decide-after-verdict';
import { decideOnEffect } from './decide-on-effect';
import { effectStates, isLive, type EffectRecord } from './effect';
import { stepIdOf, undoKeyOf } from './run-state';
import { defaultTimings } from './timings';

const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const aFailure = fc.record({ class: fc.constantFrom(...failureClasses), code: fc.constantFrom('X', LEASE_ENDING), message: fc.constant('No.'), retryAfterMs: fc.nat(600_000) }, { requiredKeys: ['class', 'code', 'message'] });
const failed = fc.record({ failure: aFailure, effectClass: fc.constantFrom<StepEffectClass>('R', 'I', 'L', 'H'), attempt: fc.integer({ min: 1, max: 100 }), random: chance });
const verdicts: readonly Verdict<unknown>[] = [
  { verdict: 'found', output: {} },
  { verdict: 'absent', evidence: '' },
  { verdict: 'unsure', reason: '' },
  { verdict: 'duplicate', output: {}, remoteIds: ['1', '2'] },
  { verdict: 'refused', failure: { class: 'business', code: 'NO', message: 'No.' } },
];

describe('after any failure', () => {
  test('D1: nothing that may have happened is sent again without a look-up, unless it only reads', () => {
    fc.assert(
      fc.property(failed, (attempt) => {
        fc.pre(attempt.effectClass !== 'R' && ['transient', 'ambiguous'].includes(attempt.failure.class));
        expect(decideAfterFailure(attempt, defaultTimings).kind).toBe(attempt.effectClass === 'H' ? 'ask-person' : 'verify');
      }),
    );
  });

  test('D2: a retry waits as long as the remote side asked, and not much longer than the ceiling', () => {
    fc.assert(
      fc.property(failed, (attempt) => {
        const decision = decideAfterFailure(attempt, defaultTimings);
        fc.pre(decision.kind === 'retry');
        const asked = attempt.failure.retryAfterMs ?? 0;
        expect(decision.delayMs).toBeGreaterThanOrEqual(asked);
        expect(decision.delayMs).toBeLessThanOrEqual(Math.max(asked, defaultTimings.retryMaxMs));
      }),
    );
  });

  test('no failure is retried for ever', () => {
    fc.assert(
      fc.property(failed, (attempt) => {
        expect(decideAfterFailure({ ...attempt, attempt: 50 }, defaultTimings).kind).not.toBe('retry');
      }),
    );
  });
});

describe('any series of look-ups', () => {
  const series = fc.array(fc.constantFrom(...verdicts), { minLength: 20, maxLength: 20 });

  /** Asks until it is decided. */
  function decided(answers: readonly Verdict<unknown>[]) {
    let known = { probes: 0, absentProbes: 0, word: null };
    for (const [index, verdict] of answers.entries()) {
      const decision = decideAfterVerdict(verdict, known, defaultTimings);
      if (decision.kind !== 'look-again') return { kind: decision.kind, lookUps: answers.slice(0, index + 1).map(({ verdict: said }) => said) };
      known = { probes: known.probes + 1, absentProbes: decision.absentProbes, word: null };
    }
    return undefined;
  }

  test('V2: comes to an end, at the latest with a person', () => {
    fc.assert(
      fc.property(series, (answers) => {
        expect(decided(answers)?.lookUps.length).toBeLessThanOrEqual(defaultTimings.verifyScheduleMs.length + 2);
      }),
    );
  });

  test('V1: proves absence only by two empty look-ups in a row', () => {
    fc.assert(
      fc.property(series, (answers) => {
        const end = decided(answers);
        fc.pre(end?.kind === 'absent');
        expect(end?.lookUps.slice(-2)).toEqual(['absent', 'absent']);
      }),
    );
  });
});

describe('an effect found at a claim', () => {
  const effect = fc.record({ state: fc.constantFrom(...effectStates), attempt: fc.integer({ min: 1, max: 9 }), sentAt: fc.nat(1_000_000), resolveAfter: fc.option(fc.nat(1_000_000)) }) as fc.Arbitrary<unknown> as fc.Arbitrary<EffectRecord>;
  const moment = { quarantineMs: fc.nat(100_000), isVerifiable: fc.boolean(), now: fc.nat(1_200_000) };

  test('E1: is sent only when none of its business fact is live, under the next number', () => {
    fc.assert(
      fc.property(effect, fc.record(moment), (found, { now, ...rest }) => {
        const decision = decideOnEffect({ effect: found, ...rest }, now);
        expect(decision.kind === 'send').toBe(!isLive(found.state) && found.state !== 'COMPENSATED');
        if (decision.kind === 'send') expect(decision.attempt).toBe(found.attempt + 1);
      }),
    );
  });

  test('E2: is not looked up before its quarantine is over', () => {
    fc.assert(
      fc.property(effect, fc.record(moment), (found, { now, ...rest }) => {
        const decision = decideOnEffect({ effect: found, ...rest }, now);
        const due = found.resolveAfter ?? found.sentAt + rest.quarantineMs;
        if (found.state === 'UNKNOWN') expect(decision).toEqual(now >= due ? { kind: 'verify' } : { kind: 'wait', untilMs: due });
        if (found.state === 'INTENT') expect(decision).toEqual({ kind: 'quarantine', resolveAfter: now + rest.quarantineMs });
      }),
    );
  });
});

test('the step of a key is found again, whatever it stands in and also when it undoes', () => {
  const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
  fc.assert(
    fc.property(id, fc.array(fc.tuple(id, fc.option(fc.nat(99)))), (stepId, around) => {
      const key = around.map(([container, index]) => (index === null ? `${container}/` : `${container}[${index}]/`)).join('') + stepId;
      expect([stepIdOf(key), stepIdOf(undoKeyOf(key))]).toEqual([stepId, stepId]);
    }),
  );
});
