import { formatClock, formatWhen } from '../lib/format-time';
import type { StepEvidence } from './step-view';

/** How far the test of a step holds, as it stands under its card; `now` in milliseconds, or the time of day when absent. */
export function evidenceWords({ state, at }: StepEvidence, now?: number): string {
  const when = at === null ? '' : ` ${now === undefined ? formatClock(at) : formatWhen(at, now)}`;
  switch (state) {
    case 'untested':
      return 'untested';
    case 'pinned':
      return 'pinned sample';
    case 'running':
      return 'being tested';
    case 'tested':
      return `tested${when}`;
    case 'failed':
      return `test failed${when}`;
    case 'changed':
      return 'changed since its test';
    case 'upstream-changed':
      return 'its input changed since its test';
  }
}
