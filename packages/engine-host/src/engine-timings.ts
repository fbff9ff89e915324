import { defaultBreakerSettings, defaultTimings, type BreakerSettings, type EngineTimings } from '@penstock/engine';
import { PenstockError } from '@penstock/kernel';

export class UnknownTiming extends PenstockError<'UNKNOWN_TIMING'> {}

/** Look-ups after an unknown outcome when one distance replaces the schedule: enough for any test. */
const EVEN_SCHEDULE_LENGTH = 100;

/**
 * The engine's times with some of them replaced, by name and in milliseconds; `verifyEveryMs` replaces the growing
 * look-up schedule by an even one; `breaker…` names belong to the breakers of connections (`breakerWith`).
 * @throws UnknownTiming for a name that does not exist: a mistyped lease would silently be the default.
 */
export function timingsWith(overrides: Readonly<Record<string, number>> = {}): EngineTimings {
  const { verifyEveryMs, breakerProbeMs: _probe, breakerProbeMaxMs: _longest, breakerStepMs: _step, breakerProbeLeaseMs: _lease, ...named } = overrides;
  for (const name of Object.keys(named)) {
    if (name in defaultTimings && name !== 'verifyScheduleMs') continue;
    throw new UnknownTiming('UNKNOWN_TIMING', `There is no engine time called ${name}.`);
  }
  return {
    ...defaultTimings,
    ...named,
    ...(verifyEveryMs !== undefined && { verifyScheduleMs: Array<number>(EVEN_SCHEDULE_LENGTH).fill(verifyEveryMs) }),
  };
}

/** The times of breakers with some of them replaced: first and longest pause between probes, how long one may be under way, one stage of the slow start. */
export function breakerWith({ breakerProbeMs, breakerProbeMaxMs, breakerProbeLeaseMs, breakerStepMs }: Readonly<Record<string, number>> = {}): BreakerSettings {
  return {
    ...defaultBreakerSettings,
    ...(breakerProbeMs !== undefined && { probeMinMs: breakerProbeMs }),
    ...(breakerProbeMaxMs !== undefined && { probeMaxMs: breakerProbeMaxMs }),
    ...(breakerProbeLeaseMs !== undefined && { probeLeaseMs: breakerProbeLeaseMs }),
    ...(breakerStepMs !== undefined && { slowStartStepMs: breakerStepMs }),
  };
}
