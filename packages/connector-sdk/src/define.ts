import { invariant } from '@penstock/kernel';
import type {
  ActionDefinition,
  AnyAction,
  AnyTrigger,
  ConnectionDefinition,
  ConnectorDefinition,
  TriggerDefinition,
} from './definition';

/**
 * Declares an action with full types and hands it to the platform.
 * An action that writes must be able to answer "did it happen?", unless it is class H (a person answers).
 */
export function defineAction<Settings, Input, Output>(action: ActionDefinition<Settings, Input, Output>): AnyAction {
  const { contract } = action;
  if (contract.class === 'L' || (contract.class === 'I' && contract.kind !== 'message')) {
    invariant(contract.verify !== undefined, `effect ${action.id} of class ${contract.class} has a verify()`);
  }
  return action as unknown as AnyAction;
}

export function defineTrigger<ConnectionSettings, Settings>(
  trigger: TriggerDefinition<ConnectionSettings, Settings>,
): AnyTrigger {
  for (const { scheme, signature } of trigger.channels) {
    invariant((scheme === 'hmac-sha256') === (signature !== undefined), `trigger ${trigger.id} says where its signature stands`);
  }
  return trigger as unknown as AnyTrigger;
}

export function defineConnection<Settings>(connection: ConnectionDefinition<Settings>): ConnectionDefinition<unknown> {
  return connection as unknown as ConnectionDefinition<unknown>;
}

/** @throws InvariantViolation when two actions or triggers share an id and version. */
export function defineConnector(connector: ConnectorDefinition): ConnectorDefinition {
  for (const list of [connector.actions, connector.triggers]) {
    const names = list.map((item) => `${item.id}@${item.version}`);
    invariant(new Set(names).size === names.length, `ids in connector ${connector.id} are unique`);
  }
  return connector;
}
