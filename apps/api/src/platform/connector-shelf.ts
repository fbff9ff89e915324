import {
  describeConnector,
  type AnyAction,
  type AnyTrigger,
  type ConnectorDefinition,
  type ConnectorDescriptor,
} from '@penstock/connector-sdk';
import type { OwnedConnector } from '@penstock/engine-host';

/** The installed connectors and the imported ones, to look things up in. */
export interface ConnectorShelf {
  /** Installed ones, and those that the organisation imported. */
  descriptorsFor(organizationId: string): readonly ConnectorDescriptor[];
  /** Of an id that a row of the organisation names: installed, or imported by whomever. */
  connector(id: string): ConnectorDefinition | undefined;
  /** For an id that comes from a request: what others imported is not there. */
  connectorFor(organizationId: string, id: string): ConnectorDefinition | undefined;
  /** All that was imported, in place of what was known of it. */
  replaceImported(all: readonly OwnedConnector[]): void;
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
  const installed = new Map(connectors.map((connector) => [connector.id, connector]));
  const descriptors = connectors.map(describeConnector);
  let imported = new Map<string, DescribedConnector>();
  const connector = (id: string): ConnectorDefinition | undefined => installed.get(id) ?? imported.get(id)?.definition;
  return {
    descriptorsFor: (organizationId) => [...descriptors, ...[...imported.values()].filter((owned) => owned.organizationId === organizationId).map(({ descriptor }) => descriptor)],
    connector,
    connectorFor: (organizationId, id) => installed.get(id) ?? (imported.get(id)?.organizationId === organizationId ? imported.get(id)?.definition : undefined),
    replaceImported(all) {
      imported = new Map(all.map((owned) => [owned.definition.id, { ...owned, descriptor: describeConnector(owned.definition) }]));
    },
    trigger: ({ connector: id, trigger, version }) => connector(id)?.triggers.find((candidate) => candidate.id === trigger && candidate.version === version),
    action: ({ connector: id, action, version }) => connector(id)?.actions.find((candidate) => candidate.id === action && candidate.version === version),
  };
}

interface DescribedConnector extends OwnedConnector {
  readonly descriptor: ConnectorDescriptor;
}
