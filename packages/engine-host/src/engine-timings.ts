import { defaultTimings, type EngineTimings } from '@penstock/engine';
import { PenstockError } from '@penstock/kernel';

export class UnknownTiming extends PenstockError<'UNKNOWN_TIMING'> {}

/** Look-ups after an unknown outcome when one distance replaces the schedule: enough for any test. */
const EVEN_SCHEDULE_LENGTH = 100;

/**
 * The engine's times with some of them replaced, by name and in milliseconds; `verifyEveryMs` replaces the growing
 * look-up schedule by an even one.
 * @throws UnknownTiming for a name that does not exist: a mistyped lease would silently be the default.
 */
export function timingsWith(overrides: Readonly<Record<string, number>> = {}): EngineTimings {
  const { verifyEveryMs, ...named } = overrides;
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
