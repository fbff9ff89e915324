import { invariant } from '@penstock/kernel';
import fc from 'fast-check';
import { nominalTimesOf } from './cron-times';
import { decideDue, nextNominalTimes, type DueQuestion } from './schedule';

const hourly = nominalTimesOf({ cron: '0 * * * *', timeZone: 'UTC' });
invariant(hourly.ok, 'hourly is an expression');
const times = hourly.value;
const at = (text: string): number => Date.parse(`2026-05-04T${text}Z`);
const clock = (instant: number | null): string => (instant === null ? 'never' : new Date(instant).toISOString().slice(11, 16));

function decide(question: Partial<DueQuestion>) {
  const { fire, dropped, nextAt } = decideDue(times, { nextAt: at('10:00'), now: at('10:00:05'), graceMs: 60_000, missed: 'once', maxCatchUp: 10, ...question });
  return { fire: fire.map(clock), dropped: dropped && [clock(dropped.from), clock(dropped.until)], nextAt: clock(nextAt) };
}

test('a time that has just come starts, whatever the policy', () => {
  for (const missed of ['skip', 'once', 'all'] as const) {
    expect(decide({ missed })).toEqual({ fire: ['10:00'], dropped: null, nextAt: '11:00' });
  }
});

describe('three hours away', () => {
  const now = at('12:30');

  test('skip starts nothing', () => {
    expect(decide({ now, missed: 'skip' })).toEqual({ fire: [], dropped: ['10:00', '12:00'], nextAt: '13:00' });
  });

  test('once starts for the newest', () => {
    expect(decide({ now, missed: 'once' })).toEqual({ fire: ['12:00'], dropped: ['10:00', '11:00'], nextAt: '13:00' });
  });

  test('all starts for each, oldest first', () => {
    expect(decide({ now, missed: 'all' })).toEqual({ fire: ['10:00', '11:00', '12:00'], dropped: null, nextAt: '13:00' });
  });

  test('all starts for the newest of more than its limit', () => {
    expect(decide({ now, missed: 'all', maxCatchUp: 2 })).toEqual({ fire: ['11:00', '12:00'], dropped: ['10:00', '10:00'], nextAt: '13:00' });
  });

  test('a time within the grace starts besides what is made up', () => {
    expect(decide({ now: at('12:00:30'), missed: 'once' })).toEqual({ fire: ['11:00', '12:00'], dropped: ['10:00', '10:00'], nextAt: '13:00' });
  });
});

test('a clock that was set back starts nothing and forgets nothing', () => {
  expect(decide({ now: at('09:05') })).toEqual({ fire: [], dropped: null, nextAt: '10:00' });
});

test('a year away with a run every minute is decided at once', () => {
  const everyMinute = nominalTimesOf({ cron: '* * * * *', timeZone: 'Europe/Paris' });
  invariant(everyMinute.ok, 'every minute is an expression');
  const now = at('10:00:30') + 365 * 86_400_000;

  const { fire } = decideDue(everyMinute.value, { nextAt: at('10:00'), now, graceMs: 0, missed: 'all', maxCatchUp: 100 });

  expect(fire).toHaveLength(100);
});

test('with all, every nominal time starts exactly once, whenever the schedule is looked at', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -90, max: 400 }), { minLength: 1, maxLength: 20 }), (steps) => {
      const started: number[] = [];
      let [now, nextAt] = [at('09:30'), at('10:00')];
      for (const step of steps) {
        now += step * 60_000;
        const answer = decideDue(times, { nextAt, now, graceMs: 60_000, missed: 'all', maxCatchUp: 1_000 });
        started.push(...answer.fire);
        nextAt = answer.nextAt ?? Number.POSITIVE_INFINITY;
      }

      expect(started).toEqual(times.between(at('09:30'), nextAt - 1, 10_000));
    }),
  );
});

test('under every policy each nominal time either starts once or is said to be dropped, never before its time', () => {
  const looks = fc.array(fc.integer({ min: -90, max: 500 }), { minLength: 1, maxLength: 8 });
  const policy = fc.record({ missed: fc.constantFrom('skip' as const, 'once' as const, 'all' as const), maxCatchUp: fc.integer({ min: 1, max: 5 }), graceMs: fc.nat(7_200_000) });
  fc.assert(
    fc.property(looks, policy, (steps, how) => {
      const dealtWith: number[] = [];
      let [now, nextAt] = [at('09:30'), at('10:00')];
      for (const step of steps) {
        now += step * 60_000;
        const { fire, dropped, nextAt: next } = decideDue(times, { nextAt, now, ...how });
        const latest = times.latest(nextAt - 1, now, 1);
        if (latest.length === 0) expect([fire, dropped, next]).toEqual([[], null, nextAt]);
        dealtWith.push(...(dropped ? times.between(dropped.from - 1, dropped.until, 10_000) : []), ...fire);
        expect(fire.every((time) => time <= now)).toBe(true);
        nextAt = next ?? Number.POSITIVE_INFINITY;
      }

      expect(dealtWith).toEqual(times.between(at('09:30'), nextAt - 1, 10_000));
    }),
    { numRuns: 50 },
  );
});

test('the next times of an expression are told', () => {
  expect(nextNominalTimes(times, { after: at('09:30'), count: 3 }).map(clock)).toEqual(['10:00', '11:00', '12:00']);
});
