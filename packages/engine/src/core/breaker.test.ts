import fc from 'fast-check';
import {
  breakerTransitions,
  closedBreaker,
  defaultBreakerSettings as settings,
  isCountedFailure,
  isFailing,
  isProbeDue,
  isRampOver,
  letsThrough,
  loadShare,
  nextBreaker,
  wakeRamp,
  type BreakerEvent,
  type BreakerRecord,
  type BreakerState,
} from './breaker';
import { CallWindow } from './call-window';
import { LEASE_ENDING } from './decide-after-failure';

const at = (now: number, random = 0) => ({ now, random, settings });
const after = (...events: readonly (readonly [BreakerEvent, number])[]): BreakerRecord =>
  events.reduce<BreakerRecord>((breaker, [event, now]) => nextBreaker(breaker, event, at(now)) ?? breaker, closedBreaker);

describe('the table of the breaker', () => {
  const states = Object.keys(breakerTransitions) as BreakerState[];

  test('reaches every state from closed and comes back from each', () => {
    const reach = (from: BreakerState, seen = new Set<BreakerState>([from])): Set<BreakerState> => {
      for (const to of Object.values(breakerTransitions[from])) if (!seen.has(to)) reach(to, seen.add(to));
      return seen;
    };

    expect(states.map((state) => [state, reach(state).size])).toEqual(states.map((state) => [state, states.length]));
  });

  test('leaves open by a probe alone (B1)', () => {
    expect(breakerTransitions.open).toEqual({ 'probe-won': 'half-open' });
  });
});

describe('a closed breaker', () => {
  test.each([
    ['five failures of five', 5, 5, true],
    ['five failures of ten', 10, 5, true],
    ['five failures of eleven', 11, 5, false],
    ['four failures of four', 4, 4, false],
  ])('takes %s in its window as %s', (_, calls, failures, expected) => {
    expect(isFailing({ calls, failures }, settings)).toBe(expected);
  });

  test.each([
    ['not-sent', 'HTTP_NOT_SENT', true],
    ['not-sent', LEASE_ENDING, false],
    ['transient', 'X', true],
    ['ambiguous', 'X', true],
    ['auth', 'X', true],
    ['throttled', 'X', false],
    ['business', 'X', false],
    ['config', 'X', false],
    ['quota', 'X', false],
  ] as const)('counts %s (%s): %s', (failureClass, code, counted) => {
    expect(isCountedFailure({ class: failureClass, code })).toBe(counted);
  });

  test('opens for five seconds at first', () => {
    expect(after(['failing', 1_000])).toEqual({ state: 'open', cause: 'failures', since: 1_000, probeAt: 6_000, openings: 1 });
  });

  test('asks about refused credentials rarely (B4)', () => {
    expect(after(['credentials-refused', 0])).toMatchObject({ cause: 'credentials', probeAt: 300_000 });
  });
});

describe('an open breaker', () => {
  test('waits longer with every failed probe, to five minutes at most (B5)', () => {
    let breaker = after(['failing', 0]);
    const waits = Array.from({ length: 9 }, () => {
      const wait = breaker.probeAt! - breaker.since;
      breaker = nextBreaker(nextBreaker(breaker, 'probe-won', at(0))!, 'probe-failed', at(0))!;
      return wait / 1_000;
    });

    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  test('spreads the probes of many connections', () => {
    expect(nextBreaker(closedBreaker, 'failing', at(0, 0.5))?.probeAt).toBe(6_250);
  });

  test('is not opened again by late answers', () => {
    expect(nextBreaker(after(['failing', 0]), 'failing', at(1))).toBeNull();
  });

  test('keeps its cause over a failed probe', () => {
    expect(after(['credentials-refused', 0], ['probe-won', 1], ['probe-failed', 2])).toMatchObject({ state: 'open', cause: 'credentials' });
  });
});

describe('a half-open breaker', () => {
  test('is due again when its prober dies (B3)', () => {
    const breaker = after(['failing', 0], ['probe-won', 6_000]);

    expect([isProbeDue(breaker, 125_999), isProbeDue(breaker, 126_000)]).toEqual([false, true]);
  });

  test('begins the slow start with a probe that succeeds', () => {
    const breaker = after(['failing', 0], ['probe-won', 6_000], ['probe-succeeded', 7_000]);

    const shares = [0, 9_999, 10_000, 20_000, 30_000].map((ms) => loadShare(breaker, 7_000 + ms, settings));

    expect(shares).toEqual([0.1, 0.1, 0.25, 0.5, 1]);
  });
});

describe('the slow start', () => {
  test('opens for longer when the remote side fails again', () => {
    const breaker = after(['failing', 0], ['probe-won', 6_000], ['probe-succeeded', 7_000], ['failing', 8_000]);

    expect(breaker).toMatchObject({ state: 'open', probeAt: 18_000, openings: 2 });
  });

  test('ends closed, with the waits forgotten', () => {
    expect(after(['failing', 0], ['probe-won', 6_000], ['probe-succeeded', 7_000], ['ramp-ended', 37_000])).toMatchObject({
      state: 'closed',
      openings: 0,
    });
  });
});

test('parked runs come back in the steps of the slow start', () => {
  expect(wakeRamp(100, settings)).toEqual([
    { from: 0, startMs: 0, perSecond: 10 },
    { from: 100, startMs: 10_000, perSecond: 25 },
    { from: 350, startMs: 20_000, perSecond: 50 },
    { from: 850, startMs: 30_000, perSecond: 100 },
  ]);
});

/** A remote side of moods: a call, a pause or a probe, each going as the dice say. */
const moment = fc.record({
  kind: fc.constantFrom('call', 'call', 'call', 'pause', 'probe'),
  outcome: fc.constantFrom('well', 'well', 'failed', 'failed', 'refused'),
  ms: fc.nat(20_000),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

class Drill {
  now = 0;
  breaker = closedBreaker;
  /** Writes that went out, with the state they went out in. */
  readonly sentIn: BreakerState[] = [];
  readonly shares: { readonly since: number; readonly share: number }[] = [];
  private window = new CallWindow(settings.windowMs);

  step({ kind, outcome, ms, random }: typeof moment extends fc.Arbitrary<infer T> ? T : never): void {
    if (kind === 'pause') this.now += ms;
    if (kind === 'probe') this.probe(outcome === 'well', random);
    if (kind === 'call') this.call(outcome, random);
    if (isRampOver(this.breaker, this.now, settings)) this.move('ramp-ended', random);
    if (this.breaker.state === 'slow-start') {
      this.shares.push({ since: this.breaker.since, share: loadShare(this.breaker, this.now, settings) });
    }
  }
  probe(isWell: boolean, random: number): void {
    if (!isProbeDue(this.breaker, this.now)) return;
    this.move('probe-won', random);
    this.move(isWell ? 'probe-succeeded' : 'probe-failed', random);
  }
  private call(outcome: string, random: number): void {
    if (loadShare(this.breaker, this.now, settings) === 0) return;
    this.sentIn.push(this.breaker.state);
    this.window.recordAnswer(this.now, outcome !== 'well');
    if (outcome === 'refused') this.move('credentials-refused', random);
    else if (isFailing(this.window.counts(this.now), settings)) this.move('failing', random);
  }
  private move(event: BreakerEvent, random: number): void {
    const next = nextBreaker(this.breaker, event, { now: this.now, random, settings });
    if (next) {
      this.breaker = next;
      this.window.clear();
    }
  }
}

describe('a breaker through any sequence of outcomes and pauses', () => {
  const drills = fc.array(moment, { maxLength: 200 }).map((moments) => {
    const drill = new Drill();
    for (const each of moments) drill.step(each);
    return drill;
  });

  test('never sends a write while it is open (B1)', () => {
    fc.assert(fc.property(drills, ({ sentIn }) => sentIn.every(letsThrough)), { numRuns: 500 });
  });

  test('is always asked again within five minutes', () => {
    fc.assert(
      fc.property(drills, (drill) => {
        if (letsThrough(drill.breaker.state)) return true;
        drill.now += settings.probeMaxMs;
        drill.probe(true, 0);
        return drill.breaker.state === 'slow-start';
      }),
      { numRuns: 500 },
    );
  });

  test('never takes load back within one slow start', () => {
    fc.assert(
      fc.property(drills, ({ shares }) =>
        shares.every(({ since, share }, index) => {
          const before = shares[index - 1];
          return !before || before.since !== since || before.share <= share;
        }),
      ),
      { numRuns: 500 },
    );
  });
});
