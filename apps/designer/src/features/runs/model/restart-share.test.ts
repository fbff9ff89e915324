import type { RunStep } from '@penstock/contracts';
import { aFlow } from '../../../testing/a-flow';
import { restartShare } from './restart-share';

const aStep = (stepId: string, status: RunStep['status']): RunStep => ({
  stepId,
  name: stepId,
  kind: 'action',
  status,
  attempts: 1,
  startedAt: null,
  finishedAt: null,
  failure: null,
});

describe('what a restart repeats', () => {
  test('are the chosen step and those after it that ran', () => {
    const steps = [aStep('check', 'succeeded'), aStep('charge', 'failed')];

    expect(restartShare(aFlow(), steps, 'charge')).toEqual({ repeated: 1, reused: 1 });
    expect(restartShare(aFlow(), steps, 'check')).toEqual({ repeated: 2, reused: 0 });
  });

  test('leaves out what never ran', () => {
    const steps = [aStep('check', 'succeeded'), aStep('charge', 'pending')];

    expect(restartShare(aFlow(), steps, 'check')).toEqual({ repeated: 1, reused: 0 });
  });
});
