import { Inject, Injectable } from '@nestjs/common';
import type { ConnectionDefinition } from '@penstock/connector-sdk';
import type { ChangeStore } from '@penstock/database';
import type { Clock, Ids, JsonObject } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CLOCK, CONNECTOR_SHELF, IDS, VAULT } from '../../platform/tokens';
import { ConnectionError, settingsInvalid } from './connections.errors';

/** What saving a connection needs besides the tables. */
@Injectable()
export class ConnectionTools {
  constructor(
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(IDS) readonly ids: Ids,
  ) {}

  /** @throws ConnectionError CONNECTOR_NOT_FOUND */
  definition(organizationId: string, connector: string): ConnectionDefinition {
    const definition = this.shelf.connectorFor(organizationId, connector)?.connection;
    if (definition) return definition;
    throw new ConnectionError('CONNECTOR_NOT_FOUND', `There is no connector “${connector}” that takes a connection. Nothing was saved.`);
  }

  /** Defaults filled in. @throws ConnectionError CONNECTION_SETTINGS_INVALID */
  checkedSettings(definition: ConnectionDefinition, settings: unknown): JsonObject {
    const parsed = definition.settings.safeParse(settings);
    if (parsed.success) return parsed.data as JsonObject;
    throw settingsInvalid(
      parsed.error.issues.map(({ code, path, message }) => ({ code, message, path: ['settings', ...path.map(String)].join('.') })),
    );
  }

  /** Names of those that are set. */
  async storedSecrets(store: ChangeStore, connectionId: string): Promise<readonly string[]> {
    const owner = { organizationId: store.organizationId, kind: 'connection', id: connectionId } as const;
    return (await this.vault.describe(owner, store.statements)).map(({ name }) => name);
  }

  /** Secrets go into the vault in the same transaction. @throws ConnectionError for a name the connector does not know. */
  async storeSecrets(store: ChangeStore, connectionId: string, given: { definition: ConnectionDefinition; secrets: Readonly<Record<string, string>> }): Promise<void> {
    const { definition, secrets } = given;
    const known = new Set(definition.secrets.map(({ name }) => name));
    const unknown = Object.keys(secrets).filter((name) => !known.has(name));
    if (unknown.length > 0) {
      throw settingsInvalid(unknown.map((name) => ({ code: 'unknown-secret', message: `The connector has no secret “${name}”.`, path: `secrets.${name}` })));
    }
    const owner = { organizationId: store.organizationId, kind: 'connection', id: connectionId } as const;
    for (const [name, value] of Object.entries(secrets)) await this.vault.set(owner, { name, value }, store.statements);
  }
}
