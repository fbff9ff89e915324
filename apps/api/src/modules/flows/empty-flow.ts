import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowDocument } from '@penstock/flow-model';

/** A flow that has only a trigger: the plain webhook if installed, else whatever is. */
export function emptyFlow(name: string, descriptors: readonly ConnectorDescriptor[]): FlowDocument {
  const withTriggers = descriptors.filter(({ triggers }) => triggers.length > 0);
  const connector = withTriggers.find(({ id }) => id === 'webhook') ?? withTriggers[0];
  const trigger = connector?.triggers[0];
  return {
    schemaVersion: 1,
    name,
    trigger: {
      name: trigger?.title ?? 'Start',
      connector: connector?.id ?? 'webhook',
      trigger: trigger?.id ?? 'received',
      version: trigger?.version ?? 1,
      settings: {},
      position: { x: 0, y: 0 },
    },
    steps: {},
    edges: [],
  };
}
