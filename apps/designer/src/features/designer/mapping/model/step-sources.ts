import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { stepsBefore, TRIGGER_ID, type FlowDocument, type FlowStep, type StepId } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { compileMapping, type Scope } from '@penstock/mapping';
import { actionOf, triggerOf } from '../../../../shared/lib/connector-catalog';
import { sourceTree, type SourceNode } from './source-tree';

/** What a step can take from, and a sample record to try its rules on. */
export interface StepSources {
  readonly tree: readonly SourceNode[];
  readonly sample: Scope;
}

/** What a real run of this flow saw; without one, the connectors' own samples stand in. */
export interface SampleRecord {
  readonly event: Json;
  readonly outputs: Readonly<Record<StepId, Json>>;
}

export interface SourcesQuestion {
  readonly flow: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  readonly record: SampleRecord | null;
}

/** Sources of a step: the trigger's event and the outputs of the steps before it. */
export function sourcesOf(stepId: StepId, { flow, connectors, record }: SourcesQuestion): StepSources {
  const trigger = triggerOf(connectors, flow.trigger);
  const event = record?.event ?? trigger?.sample ?? {};
  const outputs: Record<StepId, Json> = {};
  const tree = [
    sourceTree({ title: flow.trigger.name, path: [TRIGGER_ID], schema: trigger?.eventSchema, sample: event }),
  ];
  for (const id of stepId === TRIGGER_ID ? [] : stepsBefore(flow, stepId)) {
    const step = flow.steps[id];
    if (!step || step.kind === 'if' || step.kind === 'stop') continue;
    const action = actionOf(connectors, step);
    const recorded = record?.outputs[id] ?? action?.sample;
    const output = step.kind === 'map' ? mapped(step, { trigger: event, steps: { ...outputs } }) : recorded;
    if (output !== undefined) outputs[id] = output;
    tree.push(sourceTree({ title: step.name, path: ['steps', id], schema: action?.outputSchema, sample: output }));
  }
  return { tree, sample: { trigger: event, steps: outputs } };
}

function mapped(step: Extract<FlowStep, { kind: 'map' }>, scope: Scope): Json {
  const compiled = compileMapping(step.mapping);
  const made = compiled.ok ? compiled.value.run(scope, { now: 0 }) : compiled;
  return made.ok ? made.value : {};
}
