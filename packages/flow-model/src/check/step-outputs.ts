import type { ConnectorDescriptor, JsonSchema } from '@penstock/connector-sdk';
import type { MappingDocument } from '@penstock/mapping';
import type { FlowDocument, FlowStep, StepId, WaitFor } from '../document';
import { edgesOutOf, innerPortOf, stepsWithin } from '../editing/flow-graph';
import { containersAround } from './graph';
import { withOpenSchemas, type OpenSchemas } from './open-schemas';

/** What a step leaves behind for later ones, as JSON Schema; `{}` where nothing can be said before it ran. */

export interface OutputQuestion {
  readonly document: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
}

/** Of a step that was left by its error exit, and of a loop's item that failed. */
export const failedOutputSchema: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      title: 'What went wrong',
      properties: {
        code: { type: 'string', title: 'Code' },
        message: { type: 'string', title: 'Message' },
        remedy: { type: 'string', title: 'What to do' },
        class: { type: 'string', title: 'Kind of failure' },
        stepId: { type: 'string', title: 'Step' },
      },
    },
  },
};

export function outputSchemaOf(step: FlowStep, question: OutputQuestion): JsonSchema {
  switch (step.kind) {
    case 'action': {
      const actions = question.connectors.find(({ id }) => id === step.connector)?.actions;
      const declared = actions?.find(({ id, version }) => id === step.action && version === step.version)?.outputSchema;
      return withOpenSchemas(declared ?? {}, step.outputSchemas as OpenSchemas | undefined);
    }
    case 'map':
      return madeBy(step.mapping);
    case 'respond':
      return madeBy(step.body);
    case 'sub-flow':
      return step.wait
        ? (step.contract?.output ?? {})
        : { type: 'object', properties: { run_id: { type: 'string', title: 'Its run' } } };
    case 'if':
    case 'filter':
      return { type: 'object', properties: { result: { type: 'boolean' } } };
    case 'switch':
      return { type: 'object', properties: { case: { type: ['string', 'null'], title: 'Case taken' } } };
    case 'wait':
      return afterWaiting(step.wait);
    case 'for-each':
      return loopOutput(bodyOutput(step.id, question));
    case 'try':
      return bodyOutput(step.id, question);
    case 'stop':
      return {};
  }
}

const madeBy = ({ rules }: MappingDocument): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(rules.map(({ target }) => [target.split(/[.[]/)[0] ?? target, {}])),
  additionalProperties: false,
});

function afterWaiting(wait: WaitFor): JsonSchema {
  if (wait.kind === 'callback') return {};
  if (wait.kind !== 'decision')
    return { type: 'object', properties: { waited: { type: 'boolean', title: 'Had to wait' } } };
  const text = { type: 'string' };
  return {
    type: 'object',
    properties: {
      choice: { ...text, title: 'Choice', enum: wait.choices.map(({ id }) => id) },
      reason: { type: ['string', 'null'], title: 'Reason given' },
      actor: { ...text, title: 'Who decided' },
    },
  };
}

function loopOutput(item: JsonSchema): JsonSchema {
  const count = (title: string) => ({ type: 'integer', title });
  const { error } = failedOutputSchema['properties'] as Record<string, JsonSchema>;
  const result = {
    type: 'object',
    properties: {
      ok: { type: 'boolean', title: 'Went well' },
      output: { ...item, title: 'What the item gave' },
      error,
    },
  };
  return {
    type: 'object',
    properties: {
      total: count('Items'),
      succeeded: count('Items that went well'),
      failed: count('Items that failed'),
      results: { type: 'array', title: 'Results', items: result },
    },
  };
}

/** Of a body with one last step: what that one gives. With several it depends on the way the run took. */
function bodyOutput(container: StepId, question: OutputQuestion): JsonSchema {
  const { document } = question;
  if (containersAround(document.steps, container).includes(container)) return {};
  const last = stepsWithin(document, container).filter((step) => isLast(document, step));
  const [only] = last;
  return only && last.length === 1 && !only.disabled ? outputSchemaOf(only, question) : {};
}

const isLast = (document: FlowDocument, step: FlowStep): boolean =>
  !edgesOutOf(document, step.id).some(({ port }) => port !== 'error' && port !== innerPortOf(step));
