import type { JsonSchema } from '@penstock/connector-sdk';
import type { FlowDocument, SubFlowStep } from '../document';

/** The trigger by which other flows start one. */
const called = { connector: 'flow', trigger: 'called' } as const;

export type FlowContract = NonNullable<SubFlowStep['contract']>;

/** What a flow that others call takes and gives, as declared in its trigger; undefined for every other flow. */
export function contractOf({ trigger }: Pick<FlowDocument, 'trigger'>): FlowContract | undefined {
  if (trigger.connector !== called.connector || trigger.trigger !== called.trigger) return undefined;
  return { input: schemaIn(trigger.settings['input']), output: schemaIn(trigger.settings['output']) } as FlowContract;
}

const schemaIn = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
