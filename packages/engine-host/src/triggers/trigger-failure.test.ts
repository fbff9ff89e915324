import { ConnectorFailure, failureClasses, type FailureClass } from '@penstock/connector-sdk';
import { failureWords, pauseAfter } from './trigger-failure';

const failure = (kind: FailureClass, details: object = {}) => new ConnectorFailure({ class: kind, code: 'X', message: 'It did not work.', ...details });
const always = (value: number) => ({ next: () => value });

test('pauses grow with each failure, up to ten minutes', () => {
  const pauses = [0, 1, 2, 7, 1_000].map((failures) => pauseAfter(failure('transient'), { failures, random: always(1) }));

  expect(pauses).toEqual([5_000, 10_000, 20_000, 600_000, 600_000]);
});

test('sources that failed together come back at different times', () => {
  expect([0, 0.5, 1].map((dice) => pauseAfter(failure('transient'), { failures: 1, random: always(dice) }))).toEqual([5_000, 7_500, 10_000]);
});

test('what only a person can mend is not hammered', () => {
  const hammered = failureClasses.filter((kind) => pauseAfter(failure(kind), { failures: 0, random: always(0) }) < 60_000);

  expect(hammered).toEqual(['not-sent', 'throttled', 'transient', 'ambiguous']);
});

test('a remote side that asks to wait is left alone for that long', () => {
  expect(pauseAfter(failure('throttled', { retryAfterMs: 90_000 }), { failures: 0, random: always(1) })).toBe(90_000);
});

test('words tell what to do and nothing of an unknown error’s insides', () => {
  expect(failureWords(failure('auth', { remedy: 'Enter the password.' }))).toBe('It did not work. Enter the password.');
  expect(failureWords(new TypeError('password=hunter2'))).not.toContain('hunter2');
});
