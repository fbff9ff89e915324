import { parseJson, stringifyJson, type EventId, type Json, type RunId } from '@penstock/kernel';
import type { PlannedOf } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import { mappingScope } from '../core/run-state';
import type { ChildRecord } from '../ports/run-store';
import { mappingFailure } from './step-failures';
import type { StepParts } from './step-parts';
import { done, lost, wait, type StepResult } from './step-result';

/**
 * Starts another flow's live version as a run of its own, and waits for its end. The child is found again by this run
 * and the step's key, so that no crash starts it twice.
 */
type Parts = StepParts<PlannedOf<'sub-flow'>>;

/** A finished child wakes its parent at once; this repairs a lost wake-up. */
const LOOK_AGAIN_MS = 30_000;

export async function executeSubFlow(parts: Parts): Promise<StepResult> {
  const child = parts.ledger.children.get(parts.instance.key);
  return child ? resultOf(parts, child) : start(parts);
}

async function start(parts: Parts): Promise<StepResult> {
  const { context, ledger, state, instance, step, fail } = parts;
  const made = step.input.run(mappingScope(state, instance.scope), { now: ledger.run.now });
  if (!made.ok) return fail(instance, mappingFailure(step.id, made.error));
  const runId = context.ids.next() as RunId;
  const payload = stringifyJson(made.value);
  const answer = await ledger.spawn({ runId, eventId: context.ids.next() as EventId, key: instance.key, flowId: step.flowId, payload });
  if (answer === 'lost') return lost;
  if (answer === 'not-deployed') return fail(instance, notDeployed(step), { input: payload });
  if (step.waits) return wait(LOOK_AGAIN_MS);
  ledger.finishStep(instance.key, { port: 'default', output: { run_id: runId } }, { input: payload });
  return done;
}

function resultOf({ ledger, instance, step, fail }: Parts, child: ChildRecord): StepResult {
  if (!step.waits || child.status === 'succeeded') {
    ledger.finishStep(instance.key, { port: 'default', output: outputOf(child) });
    return done;
  }
  return child.status === 'cancelled' ? fail(instance, cancelled(step)) : wait(LOOK_AGAIN_MS);
}

/** What the child's respond step answered. */
function outputOf({ runId, result }: ChildRecord): Json {
  if (result === null) return { run_id: runId };
  return (parseJson(result) as { readonly body?: Json }).body ?? null;
}

const notDeployed = (step: PlannedOf<'sub-flow'>): FailureRecord => ({
  class: 'config',
  code: 'SUB_FLOW_NOT_DEPLOYED',
  message: `The flow that “${step.name}” calls is not live in this environment, so it was not started.`,
  remedy: 'Deploy that flow here, then retry the run.',
  stepId: step.id,
});

const cancelled = (step: PlannedOf<'sub-flow'>): FailureRecord => ({
  class: 'business',
  code: 'SUB_FLOW_CANCELLED',
  message: `The run that “${step.name}” had started was cancelled by a person.`,
  remedy: 'What it had done stands in that run. Cancel this run too, or give it an error exit.',
  stepId: step.id,
});
