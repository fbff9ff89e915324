import { createHash } from 'node:crypto';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowDocument } from '@penstock/flow-model';
import { canonicalJson, type Json } from '@penstock/kernel';

/**
 * A hash of what each connector operation of the flow takes and gives, by `connector/operation@version`. Kept with a
 * version, it tells later whether an operation has become another one under the same number.
 */
export function operationSchemas({ trigger, steps }: FlowDocument, descriptors: readonly ConnectorDescriptor[]): Record<string, string> {
  const found: Record<string, string> = {};
  const connectorOf = (id: string) => descriptors.find((each) => each.id === id);
  const source = connectorOf(trigger.connector)?.triggers.find(({ id, version }) => id === trigger.trigger && version === trigger.version);
  if (source) found[`${trigger.connector}/${source.id}@${source.version}`] = hashOf({ settings: source.settingsSchema, event: source.eventSchema });
  for (const step of Object.values(steps)) {
    if (step.kind !== 'action') continue;
    const action = connectorOf(step.connector)?.actions.find(({ id, version }) => id === step.action && version === step.version);
    if (action) found[`${step.connector}/${action.id}@${action.version}`] = hashOf({ input: action.inputSchema, output: action.outputSchema });
  }
  return found;
}

const hashOf = (schemas: Readonly<Record<string, unknown>>): string => createHash('sha256').update(canonicalJson(schemas as unknown as Json), 'utf8').digest('hex');
