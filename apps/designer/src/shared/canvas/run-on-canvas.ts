import type { RunStep, RunStepItem } from '@penstock/contracts';
import { TRIGGER_ID } from '@penstock/flow-model';
import { durationBetween } from '../lib/format-time';
import type { StepRunView } from './step-view';

/** What a run did, by step, as the cards show it. The trigger always succeeded: the run exists. */
export function runOnCanvas(steps: readonly RunStep[]): ReadonlyMap<string, StepRunView> {
  const views = new Map<string, StepRunView>([
    [TRIGGER_ID, { status: 'succeeded', durationMs: null, attempts: 1, order: 0 }],
  ]);
  const started = [...steps].sort((a, b) => startOf(a) - startOf(b));
  started.forEach((step, index) => {
    views.set(step.stepId, {
      status: step.status,
      durationMs: durationBetween(step.startedAt, step.finishedAt),
      attempts: step.attempts,
      ...(step.port !== undefined && { port: step.port }),
      ...(step.loop && { items: { count: step.loop.count, failed: step.loop.failed } }),
      ...(step.loop && step.loop.shown.length === step.loop.count && { leftBy: exitCounts(step.loop.shown) }),
      ...(step.undone && { isUndone: true }),
      order: index + 1,
    });
  });
  return views;
}

function exitCounts(items: readonly RunStepItem[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, port } of items) {
    if (status !== 'succeeded' && port === undefined) continue;
    const exit = port ?? 'default';
    counts[exit] = (counts[exit] ?? 0) + 1;
  }
  return counts;
}

const startOf = (step: RunStep): number => (step.startedAt === null ? Infinity : Date.parse(step.startedAt));
