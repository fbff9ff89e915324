import type { ConnectorDescriptor, JsonSchema } from '@penstock/connector-sdk';
import {
  containersAround,
  sourceSchemas,
  stepsInOrder,
  TRIGGER_ID,
  type FlowDocument,
  type FlowStep,
  type StepId,
} from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { compileMapping, type Scope } from '@penstock/mapping';
import { actionOf, triggerOf } from '../../../../shared/lib/connector-catalog';
import { strings } from '../strings';
import { valueOf } from './sample-values';
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
  /** Steps whose output a person has pinned: it stands for what they would make. */
  readonly kept?: ReadonlySet<StepId>;
}

export interface SourcesQuestion {
  readonly flow: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  readonly record: SampleRecord | null;
}

/** Their answers are only what the run did next: a rule seldom needs them, and the tree stays short. */
const withoutData: ReadonlySet<FlowStep['kind']> = new Set(['if', 'filter', 'stop']);

/**
 * Sources of a step: the trigger's event, the items of the loops around it, the outputs of the steps that certainly ran
 * before it, and the run itself. The same that the checker lets it read.
 */
export function sourcesOf(stepId: StepId, question: SourcesQuestion): StepSources {
  const { flow, connectors } = question;
  const schemas = sourceSchemas({ document: flow, connectors })(stepId);
  const outputs = membersOf(schemas.steps);
  const sample = sampleFor(stepId, question, Object.keys(outputs));
  const before = stepsInOrder(flow).filter((id) => id in outputs && !withoutData.has(flow.steps[id]?.kind ?? 'stop'));
  const tree = [
    ...loopsAround(flow, stepId).map(({ id, name }) =>
      sourceTree({
        title: strings.eachItemOf(name),
        path: ['loop', id],
        schema: membersOf(schemas.loop)[id],
        sample: valueOf(`loop.${id}`, sample),
      }),
    ),
    sourceTree({ title: flow.trigger.name, path: [TRIGGER_ID], schema: schemas.trigger, sample: sample['trigger'] }),
    ...before.map((id) =>
      sourceTree({
        title: flow.steps[id]?.name ?? id,
        path: ['steps', id],
        schema: outputs[id],
        sample: valueOf(`steps.${id}`, sample),
      }),
    ),
    sourceTree({ title: strings.thisRun, path: ['run'], schema: schemas.run, sample: undefined }),
  ];
  return { tree, sample };
}

/** From the inside out. */
const loopsAround = ({ steps }: FlowDocument, stepId: StepId) =>
  containersAround(steps, stepId).flatMap((id) => {
    const step = steps[id];
    return step?.kind === 'for-each' ? [step] : [];
  });

/** Built up in the order the run would go, so that a map step or a loop finds what it reads. */
function sampleFor(stepId: StepId, { flow, connectors, record }: SourcesQuestion, readable: readonly StepId[]): Scope {
  const event = record?.event ?? triggerOf(connectors, flow.trigger)?.sample ?? {};
  const loops = new Map(loopsAround(flow, stepId).map((loop) => [loop.id, loop]));
  const steps: Record<StepId, Json> = {};
  const loop: Record<StepId, Json> = {};
  const scope: Scope = { [TRIGGER_ID]: event, steps, loop, run: {} };
  for (const id of stepsInOrder(flow)) {
    const step = flow.steps[id];
    const around = loops.get(id);
    if (around) loop[id] = firstItem(valueOf(around.items, scope));
    else if (step && readable.includes(id)) {
      const output =
        step.kind === 'map' && !record?.kept?.has(id) ? mapped(step, scope) : (record?.outputs[id] ?? actionOf(connectors, step)?.sample);
      if (output !== undefined) steps[id] = output;
    }
  }
  return scope;
}

function firstItem(list: Json | undefined): Json {
  const items = Array.isArray(list) ? (list as readonly Json[]) : [];
  return { ...(items.length > 0 && { item: items[0] as Json }), index: 0, count: items.length };
}

function mapped(step: Extract<FlowStep, { kind: 'map' }>, scope: Scope): Json {
  const compiled = compileMapping(step.mapping);
  const made = compiled.ok ? compiled.value.run(scope, { now: 0 }) : compiled;
  return made.ok ? made.value : {};
}

const membersOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] ?? {}) as Record<string, JsonSchema>;
