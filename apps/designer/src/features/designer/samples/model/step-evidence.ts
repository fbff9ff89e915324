import type { PlannedEffectView, RehearsedStepView } from '@penstock/contracts';
import { bodyOf, type FlowDocument, type FlowStep, type StepId } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';

/** What a step did when it was last tested, and on what. */
export interface StepTest {
  readonly status: 'succeeded' | 'failed';
  readonly answeredFrom: RehearsedStepView['answeredFrom'];
  /** The exit it was left by; null when it failed and nothing follows. */
  readonly port: string | null;
  readonly input?: Json;
  readonly output?: Json;
  /** Why it failed, and what to do. */
  readonly message: string | null;
  /** What a real run would send; null when it writes nothing. */
  readonly effect: PlannedEffectView | null;
  /** Steps before it that had not been tested themselves: their samples stood in. */
  readonly restsOn: readonly StepId[];
  /** ISO time. */
  readonly at: string;
  /** Of the settings it was tested with, and of the body of a container. */
  readonly print: string;
  /** Of the values it read. */
  readonly reads: string;
}

export interface PinnedSample {
  readonly output: Json;
  /** Of the settings it was pinned for: a sample of other settings may be wrong. */
  readonly print: string;
  readonly at: string;
}

/** The settings of a step that decide what it does: not its name, its note or its place. */
export function settingsPrint(step: FlowStep): string {
  const { name: _name, note: _note, position: _position, disabled: _disabled, ...settings } = step;
  return canonicalJson(settings as unknown as Json);
}

/** The settings of a step, and of a container those of its body with the lines in it. */
export function definitionPrint(flow: FlowDocument, step: FlowStep): string {
  if (step.kind !== 'for-each' && step.kind !== 'try') return settingsPrint(step);
  const ids = new Set(bodyOf(flow.steps, step.id));
  const inside = Object.values(flow.steps).filter(({ id }) => ids.has(id));
  const lines = flow.edges.filter(({ to }) => ids.has(to)).map(({ from, port, to }) => `${from}>${port}>${to}`);
  return [settingsPrint(step), ...inside.map((each) => `${each.disabled} ${settingsPrint(each)}`), ...lines].join('\n');
}

export const isPinStale = (step: FlowStep, pin: PinnedSample): boolean => pin.print !== settingsPrint(step);

/** It was really run after it was pinned: its result is its own, not the pinned sample. */
export const wasRunSincePinned = (pin: PinnedSample, test: StepTest | undefined): test is StepTest =>
  test !== undefined && test.answeredFrom !== 'sample' && test.at >= pin.at;

/** Nobody outside has answered: a sample of the connector or an assumption stood in, here or before. */
export const isAssumed = ({ answeredFrom, restsOn }: StepTest): boolean =>
  answeredFrom === 'sample' || answeredFrom === 'assumption' || restsOn.length > 0;

export const outputsOf = (samples: Readonly<Record<StepId, { readonly output?: Json }>>): Record<StepId, Json> =>
  Object.fromEntries(Object.entries(samples).flatMap(([id, { output }]) => (output === undefined ? [] : [[id, output] as const])));
