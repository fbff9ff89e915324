import type { ActionDescriptor, ConnectorDescriptor, TriggerDescriptor } from '@penstock/connector-sdk';
import type { FlowStep, FlowTrigger } from '@penstock/flow-model';

type Connectors = readonly ConnectorDescriptor[];

export const connectorOf = (connectors: Connectors, id: string): ConnectorDescriptor | undefined =>
  connectors.find((connector) => connector.id === id);

export function actionOf(connectors: Connectors, step: FlowStep): ActionDescriptor | undefined {
  if (step.kind !== 'action') return undefined;
  return connectorOf(connectors, step.connector)?.actions.find(
    ({ id, version }) => id === step.action && version === step.version,
  );
}

export function triggerOf(connectors: Connectors, trigger: FlowTrigger): TriggerDescriptor | undefined {
  return connectorOf(connectors, trigger.connector)?.triggers.find(
    ({ id, version }) => id === trigger.trigger && version === trigger.version,
  );
}

export const movesMoney = (action: ActionDescriptor | undefined): boolean =>
  action !== undefined && action.effect.class !== 'R' && action.effect.kind === 'money';
