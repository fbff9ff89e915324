import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { importedConnector, OpenApiRefused, type ImportedDescription } from '@penstock/connector-sdk/openapi';
import type { Json } from '@penstock/kernel';

/** Ids of imported connectors begin so; no installed one does. */
export const IMPORTED_PREFIX = 'api-';

export interface OwnedConnector {
  readonly organizationId: string;
  readonly definition: ConnectorDefinition;
}

interface VersionRow {
  readonly connector_id: string;
  readonly organization_id: string;
  readonly title: string;
  readonly version: number;
  /** JSON text, as it was imported: its order is that of the palette. */
  readonly document: string;
}

const selectVersions = `
  select connector_id, organization_id, title, version, document from imported_connector_version
  where $1::text is null or connector_id = $1 order by connector_id, version`;

export interface Statements {
  query(sql: string, values: readonly unknown[]): Promise<unknown[]>;
}

/** The connectors that organisations imported, or the one with this id; all their versions in one each. */
export async function readImportedConnectors(statements: Statements, id: string | null = null): Promise<readonly OwnedConnector[]> {
  const rows = (await statements.query(selectVersions, [id])) as VersionRow[];
  return [...grouped(rows).values()].flatMap((versions) => {
    const newest = versions.at(-1);
    return newest ? built(newest, { id: newest.connector_id, title: newest.title, versions: versions.map(({ version, document }) => ({ version, document: JSON.parse(document) as Json })) }) : [];
  });
}

/** What was taken at the import and is refused now comes of another release: its steps say that they lack their connector. */
function built({ organization_id: organizationId }: VersionRow, description: ImportedDescription): OwnedConnector[] {
  try {
    return [{ organizationId, definition: importedConnector(description) }];
  } catch (error) {
    if (error instanceof OpenApiRefused) return [];
    throw error;
  }
}

function grouped(rows: readonly VersionRow[]): Map<string, VersionRow[]> {
  const byId = new Map<string, VersionRow[]>();
  for (const row of rows) byId.set(row.connector_id, [...(byId.get(row.connector_id) ?? []), row]);
  return byId;
}
