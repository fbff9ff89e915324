import type { ConnectorDefinition } from '@penstock/connector-sdk';
import type { Pool } from 'pg';
import { connectorOf } from './catalog-lookup';
import { IMPORTED_PREFIX, readImportedConnectors, type OwnedConnector } from './imported-connectors';

/** Installed connectors and imported ones, by id: what plans are compiled with and connections are opened by. */
export class ConnectorCatalog {
  private readonly imported = new Map<string, Promise<ConnectorDefinition | undefined>>();

  private readonly statements = { query: async (sql: string, values: readonly unknown[]) => (await this.pool.query(sql, [...values])).rows as unknown[] };

  constructor(private readonly pool: Pool) {}

  async connector(id: string): Promise<ConnectorDefinition | undefined> {
    return id.startsWith(IMPORTED_PREFIX) ? this.importedOne(id) : connectorOf(id);
  }

  /** Those of these ids that there are, to look up without waiting. */
  async lookUp(ids: Iterable<string>): Promise<(id: string) => ConnectorDefinition | undefined> {
    const found = new Map<string, ConnectorDefinition>();
    for (const id of new Set(ids)) {
      const definition = await this.connector(id);
      if (definition) found.set(id, definition);
    }
    return (id) => found.get(id);
  }

  /** What all organisations imported. */
  allImported(): Promise<readonly OwnedConnector[]> {
    return readImportedConnectors(this.statements);
  }

  /** A new version was imported, here or elsewhere. */
  forget(): void {
    this.imported.clear();
  }

  private importedOne(id: string): Promise<ConnectorDefinition | undefined> {
    const known = this.imported.get(id);
    if (known) return known;
    const loading = readImportedConnectors(this.statements, id).then(([owned]) => owned?.definition);
    this.imported.set(id, loading);
    // What is not there yet may come; what failed is asked for again.
    loading.then((definition) => definition ?? this.imported.delete(id)).catch(() => this.imported.delete(id));
    return loading;
  }
}
