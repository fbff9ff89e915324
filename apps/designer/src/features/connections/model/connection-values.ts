import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Connection, CreateConnectionRequest } from '@penstock/contracts';

/** What the form holds while somebody edits. */
export interface ConnectionValues {
  readonly name: string;
  readonly connector: string;
  readonly slot: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Only what was typed: stored secrets never come back. */
  readonly secrets: Readonly<Record<string, string>>;
}

export function initialValues(
  connection: Connection | null,
  connectors: readonly ConnectorDescriptor[],
): ConnectionValues {
  if (connection) {
    const { name, connector, slot, settings } = connection;
    return { name, connector, slot, settings, secrets: {} };
  }
  const first = connectors.find((connector) => connector.connection);
  return { name: '', connector: first?.id ?? '', slot: first?.id ?? '', settings: {}, secrets: {} };
}

type Settings = CreateConnectionRequest['settings'];

/** Empty secret fields are left out: they keep what is stored. */
export function toRequest(values: ConnectionValues): Pick<CreateConnectionRequest, 'name' | 'settings' | 'secrets'> {
  const secrets = Object.fromEntries(Object.entries(values.secrets).filter(([, value]) => value !== ''));
  return { name: values.name.trim(), settings: values.settings as Settings, secrets };
}
