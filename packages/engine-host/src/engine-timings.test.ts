import { breakerWith, timingsWith, UnknownTiming } from './engine-timings';

describe('engine times from the environment', () => {
  test('are the defaults when nothing is said', () => {
    expect(timingsWith().workerLeaseMs).toBe(15_000);
  });

  test('replace single times by name', () => {
    expect(timingsWith({ workerLeaseMs: 1_500, quarantineMs: 2_000 })).toMatchObject({ workerLeaseMs: 1_500, quarantineMs: 2_000, heartbeatMs: 4_000 });
  });

  test('can look up unknown effects at an even pace', () => {
    expect(timingsWith({ verifyEveryMs: 200 }).verifyScheduleMs.slice(0, 3)).toEqual([200, 200, 200]);
  });

  test('reach the breakers of connections, and not the engine', () => {
    const overrides = { breakerProbeMs: 150, breakerStepMs: 100 };

    expect(breakerWith(overrides)).toMatchObject({ probeMinMs: 150, slowStartStepMs: 100, minFailures: 5 });
    expect(timingsWith(overrides)).toEqual(timingsWith());
  });

  test('refuse a name that does not exist', () => {
    expect(() => timingsWith({ leaseMs: 1 })).toThrow(UnknownTiming);
  });
});
