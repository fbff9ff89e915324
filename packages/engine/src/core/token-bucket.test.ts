import fc from 'fast-check';
import { defaultLimiterSettings as settings, idleLimiter, rateNow, reserveDepartures, throttled } from './token-bucket';

describe('departures reserved by many processes', () => {
  const demand = fc.array(fc.record({ pauseMs: fc.nat(400), wanted: fc.integer({ min: 1, max: 30 }) }), { minLength: 1, maxLength: 40 });
  const limit = fc.record({ rate: fc.integer({ min: 1, max: 500 }), burst: fc.integer({ min: 1, max: 20 }) });

  test('never exceed the burst and the rate within any time (T1)', () => {
    fc.assert(
      fc.property(demand, limit, (requests, { rate, burst }) => {
        let [now, nextAt] = [10_000, 0];
        const times: number[] = [];
        for (const { pauseMs, wanted } of requests) {
          now += pauseMs;
          const reserved = reserveDepartures(nextAt, { now, rate, burst, wanted, horizonMs: 250 });
          nextAt = reserved.nextAt;
          const { startInMs, count, intervalMs } = reserved.departures;
          // A departure in the past leaves now: that is what the burst is.
          for (let each = 0; each < count; each += 1) times.push(Math.max(now, now + startInMs + each * intervalMs));
        }
        return times.every((from, first) =>
          times.every((to, last) => last < first || last - first + 1 <= burst + (rate * (to - from)) / 1_000 + 1e-6),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('are never further away than the horizon (T2)', () => {
    const { departures } = reserveDepartures(0, { now: 5_000, rate: 10, burst: 1, wanted: 100, horizonMs: 250 });

    expect(departures).toEqual({ startInMs: 0, count: 3, intervalMs: 100 });
  });

  test('are none when the others have reserved all of it', () => {
    expect(reserveDepartures(5_300, { now: 5_000, rate: 10, burst: 1, wanted: 1, horizonMs: 250 }).departures.count).toBe(0);
  });
});

describe('a limiter after a 429 (T3)', () => {
  const news = { now: 10_000, retryAfterMs: 7_000, observedRate: 80, setRate: 100, settings };
  const rateAt = (limiter: Parameters<typeof rateNow>[0], now: number, setRate: number | null = 100) => rateNow(limiter, setRate, { now, settings });

  test('blocks for as long as the remote side asked', () => {
    expect(throttled(idleLimiter, news).blockedUntil).toBe(17_000);
  });

  test('halves the rate and gives it back step by step', () => {
    const limiter = throttled(idleLimiter, news);

    expect([17_000, 27_000, 42_000, 99_000].map((now) => rateAt(limiter, now))).toEqual([50, 70, 100, 100]);
  });

  test('takes the refusals of one burst as one', () => {
    const first = throttled(idleLimiter, news);

    const second = throttled(first, { ...news, now: 10_100 });

    expect([second.factor, second.blockedUntil]).toEqual([0.5, 17_100]);
  });

  test('halves again when the halved rate was too much', () => {
    const second = throttled(throttled(idleLimiter, news), { ...news, now: 18_000, retryAfterMs: null });

    expect([rateAt(second, 19_000), second.blockedUntil]).toEqual([26, 19_000]);
  });

  test('learns a rate where none is set, and forgets it when all is well', () => {
    const limiter = throttled(idleLimiter, { ...news, setRate: null });

    expect([17_000, 42_000, 91_999, 92_000].map((now) => rateAt(limiter, now, null))).toEqual([40, 80, expect.closeTo(160, 0), null]);
  });
});
