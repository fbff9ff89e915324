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

/** What the platform promises about an action, in plain words. */
export function effectPromise(action: ActionDescriptor): string {
  const { effect } = action;
  if (effect.class === 'R') return 'Only reads: safe to repeat at any time.';
  const facts = {
    money: 'Moves money',
    ledger: 'Posts to the books',
    'master-data': 'Changes master data',
    message: 'Sends a message',
  } as const;
  const promises = {
    I: 'the other side recognises repeats, so a retry cannot do it twice.',
    L: 'verified on the other side before any retry.',
    H: 'never repeated by itself; every doubt goes to a person.',
  } as const;
  const undo = effect.undoWindow === undefined ? '' : ` To undo: ${effect.undoWindow}.`;
  return `${facts[effect.kind]}: ${promises[effect.class]}${undo}`;
}
