import { Injectable } from '@nestjs/common';
import type { RunComparison } from '@penstock/contracts';
import { compareEffects, compareSteps, moneyOf, stepIdOf, type ComparableStep } from '@penstock/engine';
import { compareJson } from '@penstock/mapping';
import { parseJson, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { runNotFound } from '../../runs/runs.errors';
import { differenceView, fieldView, moneyView } from '../rehearsal-views';
import { Recordings, type Recording } from '../recordings';
import { confirmedOf } from '../run-shadows';

/** Two runs side by side; only what differs is told. */
@Injectable()
export class CompareRuns {
  constructor(private readonly recordings: Recordings) {}

  /** @throws RunError RUN_NOT_FOUND; RehearsalError RUN_TOO_LARGE */
  async execute(
    ctx: RequestContext,
    { id, otherId }: { readonly id: string; readonly otherId: string },
  ): Promise<RunComparison> {
    const before = await this.recordings.ofRun(ctx, id);
    const after = await this.recordings.ofRun(ctx, otherId);
    if (!before || !after) throw runNotFound();
    return {
      before: sideOf(before),
      after: sideOf(after),
      payload: compareJson(before.payload, after.payload).map(fieldView),
      steps: stepDifferences(before, after),
      effects: compareEffects(before.effects, after.effects).map(differenceView),
    };
  }
}

const sideOf = ({
  runId,
  flowId,
  flowName,
  versionNumber,
  environment,
  status,
  createdAt,
  effects,
}: Recording): RunComparison['before'] => ({
  id: runId,
  flowId,
  flowName,
  versionNumber,
  environment,
  status,
  createdAt: createdAt.toISOString(),
  money: moneyView(moneyOf(confirmedOf(effects))),
});

const stepDifferences = (before: Recording, after: Recording) =>
  compareSteps(stepsOf(before), stepsOf(after)).map(({ input, output, ...step }) => ({
    ...step,
    name: nameOf(step.key, after) ?? nameOf(step.key, before) ?? step.key,
    input: input.map(fieldView),
    output: output.map(fieldView),
  }));

/** The last try of a step tells how it ended; an input that only tries of one run recorded is no difference. */
function stepsOf({ journal }: Recording): ComparableStep[] {
  const last = new Map(journal.map((entry) => [entry.step_id, entry]));
  return [...last.values()].map(({ step_id: key, status, port, input, output }) => ({
    key,
    status,
    port,
    input: valueOf(input),
    output: valueOf(output),
  }));
}

const valueOf = (text: string | null): Json | undefined => (text === null ? undefined : parseJson(text));

function nameOf(key: string, { document: { steps } }: Recording): string | undefined {
  const id = stepIdOf(key);
  return Object.hasOwn(steps, id) ? steps[id]?.name : undefined;
}
