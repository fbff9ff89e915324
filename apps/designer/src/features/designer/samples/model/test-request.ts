import type { DryRunRequest } from '@penstock/contracts';
import { containersAround, stepsBefore, type FlowDocument, type FlowStep, type StepId } from '@penstock/flow-model';
import { stringifyJson, type Json } from '@penstock/kernel';
import { reusableSteps, type KnownSamples } from './freshness';
import { isAssumed } from './step-evidence';

/** `only`: the step alone, on what is known. `until`: everything on the way that is not known or does not hold any more. */
export type TestReach = 'only' | 'until';

export interface StepTestAsk {
  readonly stepId: StepId;
  readonly reach: TestReach;
}

type Answers = DryRunRequest['answers'];

export interface TestBasis {
  readonly flow: FlowDocument;
  readonly known: KnownSamples;
  /** The past run whose values were taken; null: what is known otherwise. */
  readonly runId: string | null;
  readonly event: Pick<DryRunRequest, 'eventId'> | Pick<DryRunRequest, 'payloadText'>;
}

/** What a past run saw is used as a whole: the server knows what its steps were answered. */
export function testRequest(ask: StepTestAsk, { flow, known, runId, event }: TestBasis): Partial<DryRunRequest> {
  const { stepId, reach } = ask;
  const pin = known.pinned[stepId];
  return {
    ...(runId === null ? event : { runId }),
    [reach]: stepId,
    answers: runId === null ? answersFor(flow, ask, known) : {},
    samplesText: pin ? { [stepId]: stringifyJson(pin.output) } : {},
  };
}

/** What a test is given for the steps before, by their ids. */
export function answersFor(flow: FlowDocument, { stepId, reach }: StepTestAsk, known: KnownSamples): Answers {
  const around = containersAround(flow.steps, stepId);
  const reusable = reach === 'until' ? reusableSteps(flow, known) : null;
  const given = stepsBefore(flow, stepId).flatMap((id) => {
    const step = flow.steps[id];
    if (!step || around.includes(id) || containersAround(flow.steps, id).some((outer) => !around.includes(outer))) return [];
    const isGiven = reusable ? reusable.has(id) : id in known.pinned || !isPure(step);
    const answer = isGiven ? answerOf(step, known) : null;
    return answer ? [[id, answer] as const] : [];
  });
  return Object.fromEntries(given);
}

/** Made anew at no cost, from the settings as they are now. */
const isPure = ({ kind }: FlowStep): boolean => kind === 'map' || kind === 'respond' || isBranching(kind);
const isBranching = (kind: FlowStep['kind']): boolean => kind === 'if' || kind === 'switch' || kind === 'filter';

function answerOf(step: FlowStep, { tests, pinned, values }: KnownSamples): Answers[string] | null {
  const test = tests[step.id];
  const isPinned = step.id in pinned;
  // Which way a condition goes is not in its output: nobody can pin that.
  if (isPinned && isBranching(step.kind)) return null;
  const output = values.outputs[step.id] ?? (test?.status === 'succeeded' ? null : undefined);
  if (output === undefined) return null;
  const port = (isPinned ? null : test?.port) ?? exitIn(step, output);
  return { outputText: stringifyJson(output), port, isAssumed: !isPinned && test !== undefined && isAssumed(test) };
}

/** A person's decision is the exit it leads to. */
function exitIn(step: FlowStep, output: Json): string {
  const choice = step.kind === 'wait' && step.wait.kind === 'decision' ? (output as { readonly choice?: unknown } | null)?.choice : undefined;
  return typeof choice === 'string' ? choice : 'default';
}
