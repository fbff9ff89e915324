import type { RunStep } from '@penstock/contracts';
import { momentsOf, stepsAt } from './run-moments';

const second = (at: number): string => new Date(Date.UTC(2026, 4, 4, 10, 0, at)).toISOString();
const step = (stepId: string, from: number | null, to: number | null, more: Partial<RunStep> = {}): RunStep => ({
  stepId,
  name: stepId,
  kind: 'action',
  status: to === null ? 'pending' : 'succeeded',
  attempts: 1,
  startedAt: from === null ? null : second(from),
  finishedAt: to === null ? null : second(to),
  failure: null,
  output: { of: stepId },
  ...more,
});
const item = (index: number, from: number, to: number, status: 'succeeded' | 'failed' = 'succeeded') => ({
  key: `lines[${index}]/post`,
  items: [index],
  status,
  attempts: 1,
  startedAt: second(from),
  finishedAt: second(to),
  failure: null,
});
const post = step('post', 2, 5, { parent: 'lines', loop: { count: 2, failed: 1, shown: [item(0, 2, 3), item(1, 4, 5, 'failed')] } });
const steps = [step('read', 0, 1), step('lines', 1, 6, { kind: 'for-each' }), post, step('note', null, null, { status: 'skipped' }), step('tell', 6, 8, { attempts: 3 })];

describe('a run, step by step', () => {
  test('has a moment for each execution, in the order they ended; skipped steps have none', () => {
    expect(momentsOf(steps).map(({ key, attempts }) => [key, attempts])).toEqual([
      ['read', 1],
      ['lines[0]/post', 1],
      ['lines[1]/post', 1],
      ['lines', 1],
      ['tell', 3],
    ]);
  });

  test('shows what had happened by then: no later data, and what had begun as running', () => {
    const then = stepsAt(steps, momentsOf(steps), 1);

    expect(then.map(({ stepId, status, output, loop }) => [stepId, status, output !== undefined, loop?.count])).toEqual([
      ['read', 'succeeded', true, undefined],
      ['lines', 'running', false, undefined],
      ['post', 'running', false, 1],
      ['note', 'pending', false, undefined],
      ['tell', 'pending', false, undefined],
    ]);
    expect(then[2]?.loop?.failed).toBe(0);
  });

  test('is as it is at its end, also while it goes on', () => {
    const waiting = [...steps, step('ask', 9, null, { status: 'waiting' })];

    expect(stepsAt(steps, momentsOf(steps), 4)).toBe(steps);
    expect(momentsOf(waiting).at(-1)).toMatchObject({ key: 'ask', at: null });
  });
});
