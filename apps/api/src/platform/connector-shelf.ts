import {
  describeConnector,
  type AnyAction,
  type AnyTrigger,
  type ConnectorDefinition,
  type ConnectorDescriptor,
} from '@penstock/connector-sdk';

/** The installed connectors, to look things up in. */
export interface ConnectorShelf {
  readonly descriptors: readonly ConnectorDescriptor[];
  connector(id: string): ConnectorDefinition | undefined;
  trigger(reference: TriggerReference): AnyTrigger | undefined;
  action(reference: ActionReference): AnyAction | undefined;
}

export interface TriggerReference {
  readonly connector: string;
  readonly trigger: string;
  readonly version: number;
}

export interface ActionReference {
  readonly connector: string;
  readonly action: string;
  readonly version: number;
}

export function createConnectorShelf(connectors: readonly ConnectorDefinition[]): ConnectorShelf {
  const byId = new Map(connectors.map((connector) => [connector.id, connector]));
  return {
    descriptors: connectors.map(describeConnector),
    connector: (id) => byId.get(id),
    trigger: ({ connector, trigger, version }) =>
      byId.get(connector)?.triggers.find((candidate) => candidate.id === trigger && candidate.version === version),
    action: ({ connector, action, version }) =>
      byId.get(connector)?.actions.find((candidate) => candidate.id === action && candidate.version === version),
  };
}
