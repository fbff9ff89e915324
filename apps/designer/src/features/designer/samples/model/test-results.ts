import type { DryRunResult, RehearsedStepView } from '@penstock/contracts';
import { containersAround, type FlowDocument, type StepId } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { exitLabel } from '../../../../shared/canvas/exits';
import { strings } from '../../strings';
import { readsPrint, type KnownSamples, type KnownValues } from './freshness';
import type { LastTest } from './sample-store';
import { definitionPrint, outputsOf, type PinnedSample, type StepTest } from './step-evidence';
import type { StepTestAsk } from './test-request';

export interface TestSetting {
  readonly ask: StepTestAsk;
  readonly flow: FlowDocument;
  readonly at: string;
  /** As they were known before the test. */
  readonly values: KnownValues;
  readonly pinned: Readonly<Record<StepId, PinnedSample>>;
}

/**
 * What steps did in a test: those that were executed; of a step in a loop its first item stands for all. In a test of
 * one step the others only stood in.
 */
export function testsFrom(result: DryRunResult, on: TestSetting): Readonly<Record<StepId, StepTest>> {
  const executed = new Map<StepId, RehearsedStepView>();
  for (const step of result.steps) if (isOutcome(step) && isTested(step.stepId, on) && !executed.has(step.stepId)) executed.set(step.stepId, step);
  const made = [...executed].flatMap(([id, { output }]) => (output === undefined ? [] : [[id, output as Json] as const]));
  const values = { event: on.values.event, outputs: { ...on.values.outputs, ...Object.fromEntries(made), ...outputsOf(on.pinned) } };
  return Object.fromEntries([...executed].map(([id, step]) => [id, testOf(step, { result, on, values })]));
}

const isTested = (id: StepId, { ask, flow }: TestSetting): boolean =>
  Object.hasOwn(flow.steps, id) && (ask.reach === 'until' || id === ask.stepId || containersAround(flow.steps, id).includes(ask.stepId));

const isOutcome = ({ status, answeredFrom }: RehearsedStepView): boolean =>
  answeredFrom !== 'given' && (status === 'succeeded' || status === 'failed');

function testOf(
  step: RehearsedStepView,
  { result, on, values }: { readonly result: DryRunResult; readonly on: TestSetting; readonly values: KnownValues },
): StepTest {
  const { stepId, key, input, output, failure, answeredFrom, port, status } = step;
  return {
    status: status === 'failed' ? 'failed' : 'succeeded',
    answeredFrom,
    port,
    message: failure ? [failure.message, failure.remedy].filter(Boolean).join(' ') : null,
    effect: result.effects.find((effect) => effect.key === key) ?? null,
    restsOn: stepsIn(step, on.flow),
    at: on.at,
    print: definitionPrint(on.flow, on.flow.steps[stepId] as FlowDocument['steps'][string]),
    reads: readsPrint(on.flow, stepId, values),
    ...(input !== undefined && { input: input as Json }),
    ...(output !== undefined && { output: output as Json }),
  };
}

function stepsIn({ restsOn }: RehearsedStepView, { steps }: FlowDocument): readonly StepId[] {
  const ids = restsOn.flatMap(({ source }) => /^steps(?:\.|\[")([a-z0-9-]+)/.exec(source)?.[1] ?? []);
  return [...new Set(ids)].filter((id) => Object.hasOwn(steps, id));
}

/** Why a test did not come to the step, in words; null when it did. */
export function whyNotReached({ steps, problems }: DryRunResult, stepId: StepId, flow: FlowDocument): string | null {
  const own = steps.filter((step) => step.stepId === stepId);
  if (own.some(({ status }) => status === 'succeeded' || status === 'failed')) return null;
  const [problem] = problems;
  if (problem) return [problem.message, problem.remedy].filter(Boolean).join(' ');
  const turned = steps.findLast(({ kind, port }) => port !== null && (kind === 'if' || kind === 'switch' || kind === 'filter'));
  const step = turned && flow.steps[turned.stepId];
  return step ? strings.data.turnedAway(step.name, exitLabel(step, turned.port ?? '')) : strings.data.noWay;
}

interface TestFound {
  readonly ask: StepTestAsk;
  readonly at: string;
  readonly flow: FlowDocument;
  /** Before the test. */
  readonly known: KnownSamples;
  readonly tests: Readonly<Record<StepId, StepTest>>;
}

/** How a test came out as a whole. */
export function lastTest(result: DryRunResult, { ask, at, flow, known, tests }: TestFound): LastTest {
  const given = result.steps.filter(({ answeredFrom }) => answeredFrom === 'given');
  const reused = given.map(({ stepId: id }) => [id, id in known.pinned ? null : (known.tests[id]?.at ?? null)] as const);
  return {
    ...ask,
    at,
    reused: Object.fromEntries(reused),
    executed: Object.keys(tests),
    notReached: whyNotReached(result, ask.stepId, flow),
    error: null,
  };
}
