import { connectors } from '@penstock/connector-catalog';
import type { AnyTrigger, ConnectorDefinition } from '@penstock/connector-sdk';

const byId = new Map(connectors.map((connector) => [connector.id, connector]));

export const connectorOf = (id: string): ConnectorDefinition | undefined => byId.get(id);

export const triggerOf = (connector: string, id: string, version: number): AnyTrigger | undefined =>
  connectorOf(connector)?.triggers.find((trigger) => trigger.id === id && trigger.version === version);
