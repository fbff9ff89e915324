import { waitUntilMs } from '@penstock/flow-model';
import { redactCardData } from '@penstock/card-data-guard';
import { parseJson, stringifyJson, type Json } from '@penstock/kernel';
import type { PlannedOf } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import { mappingScope } from '../core/run-state';
import type { WaitpointKind, WaitpointRecord } from '../ports/run-store';
import type { StepParts } from './step-parts';
import { done, wait, type StepResult } from './step-result';

/**
 * A wait is a row with an end, so that a restart does not begin it anew. Callbacks and decisions are answered once:
 * the store decides between an answer and the end of the time.
 */
type Parts = StepParts<PlannedOf<'wait'>>;

const SECOND_MS = 1_000;
/** Longest single timer; a longer wait wakes and parks again. */
const LONGEST_PARK_MS = 24 * 3600 * SECOND_MS;

export async function executeWait(parts: Parts): Promise<StepResult> {
  const waitpoint = parts.ledger.waitpoints.get(parts.instance.key);
  return waitpoint ? goOn(parts, waitpoint) : open(parts);
}

function open(parts: Parts): StepResult {
  const { ledger, instance, step, fail } = parts;
  const expiresInMs = durationOf(parts);
  if (expiresInMs === undefined) return fail(instance, noTime(step));
  if (expiresInMs <= 0) return finish(parts, 'default', { waited: false });
  ledger.openWaitpoint({ key: instance.key, kind: kindOf(step), expiresInMs, prompt: promptOf(parts) });
  return wait(Math.min(expiresInMs, LONGEST_PARK_MS));
}

async function goOn(parts: Parts, waitpoint: WaitpointRecord): Promise<StepResult> {
  const { context, ledger, instance, step } = parts;
  if (waitpoint.state === 'answered') return answered(parts, waitpoint);
  const leftMs = (waitpoint.expiresAt ?? 0) - ledger.run.now;
  if (leftMs > 0) return wait(Math.min(leftMs, LONGEST_PARK_MS));
  if (waitpoint.kind === 'timer') return finish(parts, 'default', { waited: true });
  const verdict = await context.store.expireWaitpoint({ runId: ledger.runId, key: instance.key });
  // Somebody answered in the same moment: the next claim sees their answer.
  if (verdict === 'answered') return wait(0);
  return finish(parts, 'timeout', { timedOut: true, name: step.name });
}

function answered(parts: Parts, { result, actor }: WaitpointRecord): StepResult {
  const given = result === null ? null : parseJson(result);
  if (parts.step.wait.kind !== 'decision') return finish(parts, 'default', redactCardData(given));
  const choice = (given as { readonly choice?: string } | null)?.choice ?? 'timeout';
  return finish(parts, choice, { ...(given as object), actor } as Json);
}

function finish({ ledger, instance }: Parts, port: string, output: Json): StepResult {
  ledger.finishStep(instance.key, { port, output });
  return done;
}

function durationOf({ context, state, instance, step }: Parts): number | undefined {
  const { wait: what, until } = step;
  if (what.kind === 'duration') return what.seconds * SECOND_MS;
  if (what.kind !== 'until') return what.timeoutSeconds * SECOND_MS;
  const at = waitUntilMs(until?.(mappingScope(state, instance.scope)));
  return at === undefined ? undefined : at - context.clock.now();
}

function kindOf({ wait: { kind } }: PlannedOf<'wait'>): WaitpointKind {
  return kind === 'callback' || kind === 'decision' ? kind : 'timer';
}

/** What a person is asked and shown; stored as it was shown. */
function promptOf({ state, instance, step }: Parts): string | null {
  if (step.wait.kind !== 'decision') return null;
  const { question, choices } = step.wait;
  const scope = mappingScope(state, instance.scope);
  const shown = step.show.map(({ path, read }) => ({ path, value: (read(scope) ?? null) as Json }));
  return stringifyJson(redactCardData({ question, choices, shown }));
}

const noTime = (step: PlannedOf<'wait'>): FailureRecord => ({
  class: 'config',
  code: 'WAIT_WITHOUT_TIME',
  message: `“${step.name}” is to wait until a time that is not there or has no zone.`,
  remedy: 'Nothing was sent. Correct the path or the value (like 2027-01-31T08:00:00Z), deploy, then retry the run.',
  stepId: step.id,
});
