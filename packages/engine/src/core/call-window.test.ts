import fc from 'fast-check';
import { CallWindow } from './call-window';
import { defaultRetryBudget, mayRetry } from './retry-budget';

describe('a window of calls', () => {
  test('forgets what is older than itself', () => {
    const window = new CallWindow(30_000);
    window.recordAnswer(0, true);
    window.recordAnswer(20_000, false);

    expect([window.counts(29_000), window.counts(30_000), window.counts(200_000)]).toEqual([
      { calls: 2, failures: 1, retries: 0 },
      { calls: 1, failures: 0, retries: 0 },
      { calls: 0, failures: 0, retries: 0 },
    ]);
  });

  test('counts what a plain list of the same seconds counts', () => {
    const answers = fc.array(fc.record({ pause: fc.nat(8_000), hasFailed: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(answers, (list) => {
        const window = new CallWindow(10_000);
        let now = 0;
        const seconds = list.map(({ pause, hasFailed }) => {
          now += pause;
          window.recordAnswer(now, hasFailed);
          return { second: Math.floor(now / 1_000), hasFailed };
        });
        const recent = seconds.filter(({ second }) => second > Math.floor(now / 1_000) - 10);
        expect(window.counts(now)).toEqual({ calls: recent.length, failures: recent.filter((each) => each.hasFailed).length, retries: 0 });
      }),
    );
  });

  test('goes on counting when the clock is set back', () => {
    const window = new CallWindow(10_000);
    window.recordAnswer(50_000, true);

    window.recordAnswer(10_000, true);

    expect(window.counts(50_000).failures).toBe(2);
  });
});

describe('a budget of retries', () => {
  test.each([
    ['the first ones of a quiet connection', 0, 0, 4, true],
    ['more than the minimum of a quiet connection', 0, 0, 5, false],
    ['a tenth of the calls and the minimum while two fifths fail', 100, 40, 14, true],
    ['more than a tenth of the calls and the minimum while two fifths fail', 100, 40, 15, false],
    ['any number where fewer calls fail', 100, 39, 90, true],
  ])('for %s', (_, calls, failures, retries, allowed) => {
    expect(mayRetry({ calls, failures, retries }, defaultRetryBudget)).toBe(allowed);
  });
});
