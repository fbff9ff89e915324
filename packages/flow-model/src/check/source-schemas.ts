import type { JsonSchema } from '@penstock/connector-sdk';
import { parsePath, shapeAt } from '@penstock/mapping';
import type { FlowDocument, FlowStep, StepId } from '../document';
import { contractOf } from './flow-contract';
import { certainFailures, certainSteps, containersAround } from './graph';
import { withOpenSchemas, type OpenSchemas } from './open-schemas';
import { failedOutputSchema, outputSchemaOf, type OutputQuestion } from './step-outputs';

/** What a step may read, as JSON Schema by root of a path. */
export type ReadableSchemas = Readonly<Record<'trigger' | 'steps' | 'loop' | 'run', JsonSchema>>;

/**
 * For each step what it may read: the event, the outputs of the steps that certainly ran before it, the items of the
 * loops around it, and the run itself. The checker and the designer both ask here.
 */
export function sourceSchemas(question: OutputQuestion): (stepId: StepId) => ReadableSchemas {
  const { document } = question;
  const certain = once(() => certainSteps(document));
  const failures = once(() => certainFailures(document));
  const [trigger, run] = [eventSchema(question), runSchema(document)];
  const outputs = new Map<StepId, JsonSchema>();
  const outputOf = (step: FlowStep): JsonSchema => {
    const known = outputs.get(step.id) ?? outputSchemaOf(step, question);
    outputs.set(step.id, known);
    return known;
  };
  const readable = (stepId: StepId): ReadableSchemas => ({
    trigger,
    steps: { type: 'object', properties: Object.fromEntries(before(stepId)), additionalProperties: false },
    loop: { type: 'object', properties: loopsAround(document, stepId, readable), additionalProperties: false },
    run,
  });
  const before = (stepId: StepId): [StepId, JsonSchema][] => {
    // The trigger and the flow as a whole read the event only.
    if (!Object.hasOwn(document.steps, stepId)) return [];
    return [...(certain().get(stepId) ?? [])].flatMap((id) => {
      const step = document.steps[id];
      if (!step || step.disabled) return [];
      return [[id, failures().get(stepId)?.has(id) ? failedOutputSchema : outputOf(step)]];
    });
  };
  return readable;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What stands in the list a loop goes over; `{}` when that is not known. */
export function itemSchemaOf(step: Extract<FlowStep, { kind: 'for-each' }>, sources: ReadableSchemas): JsonSchema {
  return listAt(step.items, sources)?.items ?? {};
}

/** Whether there can be a list at a path; what is not known can be one. */
export function mayBeList(path: string, sources: ReadableSchemas): boolean {
  const shape = listAt(path, sources);
  return !shape || shape.kinds.size === 0 || shape.kinds.has('list');
}

function listAt(path: string, sources: ReadableSchemas) {
  const parsed = parsePath(path);
  if (!parsed.ok) return undefined;
  const [root, ...rest] = parsed.value;
  const schema = Object.hasOwn(sources, String(root)) ? sources[root as keyof ReadableSchemas] : undefined;
  return schema && shapeAt(schema, rest);
}

function loopsAround(
  document: FlowDocument,
  stepId: StepId,
  readable: (stepId: StepId) => ReadableSchemas,
): Record<string, JsonSchema> {
  const loops = containersAround(document.steps, stepId).flatMap((id) => {
    const step = document.steps[id];
    return step?.kind === 'for-each' ? [step] : [];
  });
  return Object.fromEntries(
    loops.map((loop) => {
      const isInItself = containersAround(document.steps, loop.id).includes(loop.id);
      const item = isInItself ? {} : itemSchemaOf(loop, readable(loop.id));
      const properties = {
        item,
        index: { type: 'integer', title: 'Number of the item, from 0' },
        count: { type: 'integer', title: 'How many items' },
      };
      return [loop.id, { type: 'object', properties, additionalProperties: false }];
    }),
  );
}

/** Of the run itself: its id, the addresses that end its waits, and what its environment says (names it alone knows). */
function runSchema({ steps }: FlowDocument): JsonSchema {
  const waits = Object.values(steps).filter((step) => step.kind === 'wait' && step.wait.kind === 'callback');
  const callbacks = Object.fromEntries(
    waits.map(({ id, name }) => [id, { type: 'string', title: `Address that ends “${name}”` }]),
  );
  return {
    type: 'object',
    properties: {
      id: { type: 'string', title: 'Run id' },
      callbacks: { type: 'object', properties: callbacks, additionalProperties: false },
      variables: { type: 'object', title: 'Variables of the environment', additionalProperties: {} },
    },
    additionalProperties: false,
  };
}

/** Of a flow that others call it is what its contract says callers pass. */
function eventSchema({ document, connectors }: OutputQuestion): JsonSchema {
  const { trigger } = document;
  const triggers = connectors.find(({ id }) => id === trigger.connector)?.triggers;
  const declared = triggers?.find(
    ({ id, version }) => id === trigger.trigger && version === trigger.version,
  )?.eventSchema;
  return contractOf(document)?.input ?? withOpenSchemas(declared ?? {}, trigger.eventSchemas as OpenSchemas | undefined);
}
