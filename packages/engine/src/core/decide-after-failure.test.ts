import { failureClasses, type FailureClass } from '@penstock/connector-sdk';
import { decideAfterFailure, LEASE_ENDING, MAX_ATTEMPTS, type StepEffectClass } from './decide-after-failure';
import { defaultTimings } from './timings';

const decide = (failureClass: FailureClass, effectClass: StepEffectClass, more: { attempt?: number; retryAfterMs?: number; random?: number } = {}) =>
  decideAfterFailure(
    {
      failure: { class: failureClass, code: 'X', message: 'x', ...(more.retryAfterMs !== undefined && { retryAfterMs: more.retryAfterMs }) },
      effectClass,
      attempt: more.attempt ?? 1,
      random: more.random ?? 0.5,
    },
    defaultTimings,
  );

describe('a step whose attempt failed', () => {
  test.each([
    ['not-sent', 'L', 'retry'],
    ['not-sent', 'H', 'retry'],
    ['throttled', 'L', 'retry'],
    ['transient', 'R', 'retry'],
    ['transient', 'I', 'verify'],
    ['transient', 'L', 'verify'],
    ['transient', 'H', 'ask-person'],
    ['ambiguous', 'R', 'retry'],
    ['ambiguous', 'L', 'verify'],
    ['ambiguous', 'H', 'ask-person'],
    ['auth', 'L', 'retry'],
    ['business', 'L', 'fail'],
    ['config', 'R', 'fail'],
    ['quota', 'L', 'fail'],
  ] as const)('with %s and class %s leads to %s', (failureClass, effectClass, kind) => {
    expect(decide(failureClass, effectClass).kind).toBe(kind);
  });

  test('D1: is never sent again while it may have happened', () => {
    const mayHaveHappened = failureClasses.filter((name) => name === 'ambiguous' || name === 'transient');

    const kinds = mayHaveHappened.flatMap((name) => (['L', 'H'] as const).map((effectClass) => decide(name, effectClass).kind));

    expect(kinds).not.toContain('retry');
  });

  test('D2: waits at least as long as the remote side asked', () => {
    expect(decide('throttled', 'L', { retryAfterMs: 30_000 })).toEqual({ kind: 'retry', delayMs: 30_000 });
  });

  test('D3: does not give up on throttling after six tries', () => {
    expect(decide('throttled', 'L', { attempt: MAX_ATTEMPTS }).kind).toBe('retry');
  });

  test('D3: does not give up because its workers were fenced off', () => {
    const failure = { class: 'not-sent', code: LEASE_ENDING, message: 'x' } as const;

    expect(decideAfterFailure({ failure, effectClass: 'L', attempt: MAX_ATTEMPTS, random: 0 }, defaultTimings).kind).toBe('retry');
  });

  test('does not try refused credentials for long', () => {
    expect(decide('auth', 'L', { attempt: 3 })).toEqual({ kind: 'fail' });
  });

  test('gives up on what is not sent after six tries', () => {
    expect(decide('not-sent', 'L', { attempt: MAX_ATTEMPTS })).toEqual({ kind: 'fail' });
  });

  test('backs off exponentially up to a minute', () => {
    const delays = [1, 2, 3, 5].map((attempt) => decide('not-sent', 'R', { attempt, random: 0.999 }));

    expect(delays).toEqual([999, 1998, 3996, 15_984].map((delayMs) => ({ kind: 'retry', delayMs })));
  });

  test('never returns at once to a remote that throttles', () => {
    expect(decide('throttled', 'R', { attempt: 4, random: 0 })).toEqual({ kind: 'retry', delayMs: 4_000 });
  });
});
